import { connect, createServer } from 'node:net';

/** Whether something could listen on this port of 127.0.0.1 now. */
export function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () =>
      probe.close(() => resolve(true)),
    );
  });
}

/**
 * Picks a port for a private server.
 *
 * @param {number} [wished] taken when it is free, so that an address stays the same from run to run
 * @returns {Promise<number>}
 */
export async function pickPort(wished) {
  if (wished !== undefined && (await isFree(wished))) return wished;
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/**
 * Connects once, sends a greeting when given one, and answers the first bytes that come back.
 *
 * @returns {Promise<string>} the bytes as latin1; empty when nobody listens or nothing came in a second
 */
export function firstBytes(port, greeting) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const finish = (text) => {
      socket.destroy();
      resolve(text);
    };
    socket.setTimeout(1000, () => finish(''));
    socket.once('error', () => finish(''));
    socket.once('close', () => finish(''));
    socket.once('connect', () => greeting && socket.write(greeting));
    socket.once('data', (bytes) => finish(bytes.toString('latin1')));
  });
}
