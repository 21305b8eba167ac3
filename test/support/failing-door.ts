import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** How a statement's trip to the database ends badly. */
export type Failure =
  'lost before it arrives' | 'lost after it was done' | 'deadlock' | 'lock wait';

/** A TCP door to the database at which one trip can fail. */
export interface FailingDoor {
  readonly port: number;
  /** The trip after `passing` others fails, on whatever connection it is. */
  failAfter(passing: number, failure: Failure): void;
  /** Whether a trip has failed since; from here on none does. */
  end(): boolean;
  close(): Promise<void>;
}

const COM_QUERY = 3;
const HEADER_BYTES = 4;
/** What the server does in the place of a trip whose failure it tells: a deadlock has ended the transaction. */
const TOLD = {
  deadlock: { errno: 1213, done: 'ROLLBACK' },
  'lock wait': { errno: 1205, done: 'DO 1' },
} as const;

function packet(sequence: number, ...parts: readonly (number[] | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part as string)));
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUIntLE(body.length, 0, 3);
  header[3] = sequence;
  return Buffer.concat([header, body]);
}

const errorOf = (errno: number) => packet(1, [0xff, errno % 256, errno >> 8], '#HY000failed');

/** Opens a door to a database server of loopback. */
export async function openFailingDoor(targetPort: number): Promise<FailingDoor> {
  const sockets = new Set<Socket>();
  let next: { passing: number; readonly failure: Failure } | null = null;
  let hasFailed = false;
  const failureOf = (bytes: Buffer): Failure | null => {
    if (next === null || bytes[HEADER_BYTES] !== COM_QUERY) return null;
    if (next.passing > 0) {
      next.passing -= 1;
      return null;
    }
    const { failure } = next;
    next = null;
    hasFailed = true;
    return failure;
  };
  const server = createServer((client) => {
    const target = connect(targetPort, '127.0.0.1');
    const end = () => [client, target].forEach((socket) => socket.destroy());
    for (const socket of [client, target]) {
      sockets.add(socket);
      socket.on('error', end).on('close', end);
    }
    let answer = (bytes: Buffer): unknown => client.write(bytes);
    const pass = answer;
    client.on('data', (bytes) => {
      const failure = failureOf(bytes);
      if (failure === 'lost before it arrives') end();
      else if (failure === 'lost after it was done') answer = end;
      else if (failure !== null) {
        answer = () => {
          answer = pass;
          client.write(errorOf(TOLD[failure].errno));
        };
        target.write(packet(0, [COM_QUERY], TOLD[failure].done));
        return;
      }
      target.write(bytes);
    });
    target.on('data', (bytes) => answer(bytes));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    failAfter: (passing, failure) => {
      next = { passing, failure };
      hasFailed = false;
    },
    end: () => {
      next = null;
      return hasFailed;
    },
    close: async () => {
      sockets.forEach((socket) => socket.destroy());
      server.close();
      await once(server, 'close');
    },
  };
}
