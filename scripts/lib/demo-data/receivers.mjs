import { createServer } from 'node:http';
import { once } from 'node:events';
import { HOUR } from './times.mjs';

/**
 * The systems that the demo shop tells: one that listens, one that is away for some days and does not know one type of
 * events, one that is dead.
 */
const SYSTEMS = [
  {
    path: '/erp',
    types: ['order.paid', 'order.shipped'],
    description: 'ERP',
  },
  {
    path: '/crm',
    types: ['order.refunded', 'order.expired'],
    description: 'CRM',
  },
  { path: '/old-erp', types: ['order.cancelled', 'order.refunded'], description: '旧 ERP，已下线' },
];

const ANSWERS = {
  200: 'ok',
  422: '{"error":"unknown event type order.expired"}',
  502: 'Bad Gateway',
  503: 'Service Unavailable: maintenance',
};

/** How long before the end the second system is away, in hours. */
const AWAY = [100, 40];

/**
 * Opens what stands in for other systems, and subscribes them.
 *
 * @returns {Promise<{ pause: () => Promise<void>, close: () => Promise<void> }>} `pause` ends the subscriptions of those
 *   that still listen: their addresses end with this process
 */
export async function openReceivers(demo, now) {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => {
      response.statusCode = statusOf(request.url, body, now - demo.clock.ms);
      response.end(ANSWERS[response.statusCode]);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${server.address().port}`;
  const admin = demo.as('operator');
  const ids = [];
  const { items: known } = await admin.get('/api/v1/webhooks');
  for (const { path, types, description } of SYSTEMS) {
    const url = base + path;
    // Of a run that ended halfway: its address ended with it.
    const one = known.find((webhook) => webhook.description === description);
    const { id } = one
      ? await admin.patch(`/api/v1/webhooks/${one.id}`, { url, active: true })
      : await admin.post('/api/v1/webhooks', { url, types, description });
    if (path !== '/old-erp') ids.push(id);
  }
  return {
    pause: async () => {
      const body = { active: false, reason: '演示数据的接收端已退出' };
      for (const id of ids) await admin.patch(`/api/v1/webhooks/${id}`, body);
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

function statusOf(url, body, toGoMs) {
  if (url === '/old-erp') return 502;
  if (url !== '/crm') return 200;
  if (toGoMs < AWAY[0] * HOUR && toGoMs > AWAY[1] * HOUR) return 503;
  return JSON.parse(body).type === 'order.expired' ? 422 : 200;
}
