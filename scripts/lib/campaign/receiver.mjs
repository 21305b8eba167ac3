import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

const FAILS = 0.03;
const DEAD_MS = 2_000;

/**
 * A system that subscribes to all events and dies now and then; it notes what it took, by order.
 *
 * @param {() => number} random
 * @param {import('../process/cleanup.mjs').Cleanup} cleanup
 */
export async function openReceiver(random, cleanup) {
  const memory = await openMemory(random);
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('error', () => response.destroy());
    request.on('end', () => {
      response.writeHead(memory.take(Buffer.concat(chunks).toString(), request.headers)).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  cleanup.defer(close);
  /** Is gone for a while, in the middle of whatever it was told. */
  const die = async () => {
    close();
    await wait(DEAD_MS);
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  return { ...memory, url: `http://127.0.0.1:${port}/`, die };
}

async function openMemory(random) {
  const { Webhook } = await import('standardwebhooks');
  const delivered = new Map();
  const counts = { taken: 0, forged: 0 };
  let verifier = null;
  let isWell = false;
  /** Answers a status. */
  const take = (text, headers) => {
    if (verifier === null || (!isWell && random() < FAILS)) return 500;
    try {
      verifier.verify(text, headers);
    } catch {
      counts.forged += 1;
      return 400;
    }
    const { id, orderId } = JSON.parse(text);
    counts.taken += 1;
    if (orderId) delivered.set(String(orderId), [...(delivered.get(String(orderId)) ?? []), id]);
    return 204;
  };
  return {
    delivered,
    counts,
    take,
    /** Takes what this secret signed; before that it answers 500. */
    trust: (secret) => {
      verifier = new Webhook(secret);
    },
    recover: () => {
      isWell = true;
    },
  };
}
