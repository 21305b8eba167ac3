import { once } from 'node:events';
import { createServer } from 'node:http';

/**
 * A system that subscribes to events; it notes those that it took, by order.
 *
 * @param {import('../process/cleanup.mjs').Cleanup} cleanup
 * @returns {Promise<{ url: string, delivered: Map<string, string[]> }>} ids of events by the order's id
 */
export async function openReceiver(cleanup) {
  const delivered = new Map();
  const take = (text) => {
    const { id, orderId } = JSON.parse(text);
    if (orderId) delivered.set(String(orderId), [...(delivered.get(String(orderId)) ?? []), id]);
  };
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('error', () => response.destroy());
    request.on('end', () => {
      take(Buffer.concat(chunks).toString());
      response.writeHead(204).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanup.defer(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${server.address().port}/`, delivered };
}
