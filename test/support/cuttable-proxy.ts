import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A TCP door to a server that a test can shut. */
export interface CuttableProxy {
  readonly port: number;
  /** Ends all connections and takes no new ones. */
  cut(): void;
  /** Keeps all connections open, and passes nothing on. */
  freeze(): void;
  /** Lets everything through again. */
  heal(): void;
  /** Leads those who come from now on to another port; who is there already stays where they are. */
  leadTo(targetPort: number): void;
  close(): Promise<void>;
}

/** Opens a door to a port of loopback. */
export async function openProxy(firstPort: number): Promise<CuttableProxy> {
  let targetPort = firstPort;
  const sockets = new Set<Socket>();
  let state: 'open' | 'cut' | 'frozen' = 'open';
  const server = createServer((client) => {
    if (state === 'cut') {
      client.destroy();
      return;
    }
    const target = connect(targetPort, '127.0.0.1');
    for (const [one, other] of [
      [client, target],
      [target, client],
    ] as const) {
      sockets.add(one);
      one.on('error', () => one.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.on('data', (bytes) => state === 'open' && other.write(bytes));
    }
  });
  const destroyAll = () => sockets.forEach((socket) => socket.destroy());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      state = 'cut';
      destroyAll();
    },
    freeze: () => {
      state = 'frozen';
    },
    heal: () => {
      state = 'open';
      // What was swallowed while it was frozen is lost: those connections are of no use any more.
      destroyAll();
    },
    leadTo: (port) => {
      targetPort = port;
    },
    close: async () => {
      destroyAll();
      server.close();
      await once(server, 'close');
    },
  };
}
