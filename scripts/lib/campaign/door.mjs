import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { pickPort } from '../process/ports.mjs';

const never = () => false;

/**
 * A TCP door on loopback before one server or several: leads connections to them by turns, past those that refuse.
 *
 * @param {readonly number[]} ports of the servers
 * @param {import('../process/cleanup.mjs').Cleanup} cleanup
 * @returns {Promise<{ port: number, cutCommits: (isCut: () => boolean) => void, heal: () => void, cuts: () => number }>}
 *   `cutCommits` ends connections in the middle of a commit whenever its function says so: by turns before the server
 *   has heard of it, and before the client has heard that it is done
 */
export async function openDoor(ports, cleanup) {
  const sockets = new Set();
  let turn = 0;
  let cuts = 0;
  let isToCut = never;
  const isCut = (bytes) => bytes.includes('COMMIT') && isToCut();
  const countCut = () => (cuts += 1);
  const lead = async (client) => {
    turn += 1;
    const byTurns = ports.map((_, index) => ports[(turn + index) % ports.length]);
    const target = await firstOpen(byTurns);
    if (target === null) client.destroy();
    else join(client, target, { sockets, isCut, countCut });
  };
  const server = createServer((client) => {
    client.on('error', () => client.destroy());
    void lead(client);
  });
  const port = await pickPort();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  cleanup.defer(() => {
    server.close();
    sockets.forEach((socket) => socket.destroy());
  });
  const cutCommits = (wanted) => {
    isToCut = wanted;
  };
  return { port, cutCommits, heal: () => cutCommits(never), cuts: () => cuts };
}

async function firstOpen(ports) {
  for (const port of ports) {
    const target = connect(port, '127.0.0.1');
    const isOpen = await once(target, 'connect').then(
      () => true,
      () => false,
    );
    if (isOpen) return target;
  }
  return null;
}

function join(client, target, { sockets, isCut, countCut }) {
  let isDeaf = false;
  for (const [one, other] of [
    [client, target],
    [target, client],
  ]) {
    sockets.add(one);
    one.on('error', () => one.destroy());
    one.on('drain', () => other.resume());
    one.on('close', () => {
      sockets.delete(one);
      if (!isDeaf) other.destroy();
    });
  }
  target.on('data', (bytes) => {
    if (!client.write(bytes)) target.pause();
  });
  client.on('data', (bytes) => {
    if (isCut(bytes)) {
      isDeaf = countCut() % 2 === 0;
      // Deaf: the server carries out what it has heard, and nobody is told.
      if (isDeaf) target.end(bytes);
      client.destroy();
    } else if (!target.write(bytes)) client.pause();
  });
  if (client.destroyed) target.destroy();
}
