import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  may,
  type Permission,
  PERMISSIONS_OF,
  type Role,
  ROLES,
} from '../../src/auth/permissions.js';
import type { Answer, Client } from '../support/client.js';
import { openForBusiness, placeOrder } from '../support/shop.js';

interface Route {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** Null: everybody who is signed in, or anybody. */
  readonly permission: Permission | null;
  /** The owner needs none. */
  readonly orOwner: boolean;
}

/** Whoever calls these with a token that holds ends it. */
const ENDING = new Set(['POST /api/v1/auth/logout', 'POST /api/v1/auth/password']);

/** What must be right for a service to come as far as asking who may. */
const BODIES: Readonly<Record<string, unknown>> = {
  'POST /api/v1/orders/{orderNo}/refunds': { amount: '1.00', reason: '商品有瑕疵' },
};

const { shop, customer, skuId } = await openForBusiness();
let orderNo: string;
let routes: Route[];

beforeAll(async () => {
  orderNo = (await placeOrder(customer, skuId)).orderNo;
  const { body } = await shop.anybody.get('/docs/openapi.json');
  const paths = body.paths as Record<string, Record<string, Record<string, unknown>>>;
  routes = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, told]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
      permission: (told['x-permission'] ?? null) as Permission | null,
      orOwner: told['x-or-owner'] === true,
    })),
  );
});

afterAll(() => shop.close());

/** A client of each role that owns nothing of what the routes name. */
function clientOf(role: Role): Promise<Client> {
  return role === 'customer' ? shop.customer() : shop.staff(role);
}

function call(client: Client, { name, method, path }: Route): Promise<Answer> {
  const filled = path.replace('{orderNo}', orderNo).replace(/\{\w+\}/g, '1');
  const hasBody = method !== 'GET' && method !== 'DELETE';
  return client.send(method, filled, hasBody ? { body: BODIES[name] ?? {} } : {});
}

/** What the table says that a role is told by a route, and what it is told. */
async function toldTo(role: Role, client: Client, route: Route): Promise<[string, string]> {
  const { status, body } = await call(client, route);
  const isRefused = status === 403 && String(body?.type).endsWith(':permission-required');
  const told = isRefused ? `403 ${body.permission}` : 'let through';
  return [wordOf(role, route), `${route.name}: ${told}`];
}

/** Who may not see orders of others does not learn that there is one. */
function wordOf(role: Role, { name, permission, orOwner }: Route): string {
  const isLet =
    permission === null || may({ role }, permission) || (orOwner && !may({ role }, 'orders.read'));
  return `${name}: ${isLet ? 'let through' : `403 ${permission}`}`;
}

describe('the table of permissions', () => {
  it('lets each role do what the one before it may, and a customer nothing', () => {
    expect(PERMISSIONS_OF.customer).toEqual([]);
    for (const [i, role] of ROLES.entries()) {
      const before = ROLES[i - 1];
      if (before === undefined) continue;
      expect(PERMISSIONS_OF[role]).toEqual(expect.arrayContaining([...PERMISSIONS_OF[before]]));
    }
  });

  it('is what console.md says', () => {
    const least = (permission: Permission) => ROLES.find((role) => may({ role }, permission));
    expect(Object.fromEntries(PERMISSIONS_OF.admin.map((one) => [one, least(one)]))).toEqual({
      'orders.read': 'viewer',
      'payments.read': 'viewer',
      'refunds.read': 'viewer',
      'incidents.read': 'viewer',
      'reconciliation.read': 'viewer',
      'catalogue.read': 'viewer',
      'webhooks.read': 'viewer',
      'doctor.read': 'viewer',
      'audit.read': 'viewer',
      'orders.ship': 'support',
      'orders.cancel': 'support',
      'orders.remark': 'support',
      'payments.sync': 'support',
      'refunds.request': 'support',
      'refunds.make': 'finance',
      'refunds.approve': 'finance',
      'incidents.decide': 'finance',
      'orders.adjust': 'finance',
      'reconciliation.run': 'finance',
      'reconciliation.decide': 'finance',
      'exports.make': 'finance',
      'people.manage': 'admin',
      'catalogue.manage': 'admin',
      'webhooks.manage': 'admin',
      'settings.read': 'admin',
    });
  });

  it('lets a role that is not known do nothing', () => {
    expect(may({ role: 'operator' as Role }, 'orders.read')).toBe(false);
    expect(may({ role: 'constructor' as Role }, 'orders.read')).toBe(false);
  });
});

describe.each(ROLES)('a signed-in %s', (role) => {
  it('is let through or refused by each route as the table says', async () => {
    const client = await clientOf(role);
    const native = routes.filter(
      ({ path, name }) => path.startsWith('/api/v1/') && !ENDING.has(name),
    );
    expect(native.length).toBeGreaterThan(45);
    const said: string[] = [];
    const seen: string[] = [];
    for (const route of native) {
      const [word, told] = await toldTo(role, client, route);
      said.push(word);
      seen.push(told);
    }
    expect(seen).toEqual(said);
  });
});

describe('what a member of the staff may not do', () => {
  it('is refused and written down, whether the guard or the service finds it', async () => {
    const support = await shop.staff('support');
    const viewer = await shop.staff('viewer');
    const refused = async (client: Client, path: string, body: unknown = {}) => {
      const answer = await client.post(path, body);
      expect(answer.status).toBe(403);
      const [entry] = await shop.database.query<Record<string, string>>(
        'SELECT username, action, object_id, state_after FROM audit_log ORDER BY id DESC LIMIT 1',
      );
      return [
        entry?.username,
        entry?.action,
        entry?.object_id,
        JSON.parse(entry?.state_after ?? ''),
      ];
    };
    const incident = '/api/v1/incidents/7/dismiss';
    expect(await refused(support, incident, { note: 'x' })).toEqual([
      'test-support',
      'route.refuse',
      'POST /api/v1/incidents/:id/dismiss',
      { permission: 'incidents.decide', path: incident },
    ]);
    const refunds = `/api/v1/orders/${orderNo}/refunds`;
    const refund = { amount: '1.00', reason: '商品有瑕疵' };
    expect(await refused(viewer, refunds, refund)).toEqual([
      'test-viewer',
      'route.refuse',
      'POST /api/v1/orders/:orderNo/refunds',
      { permission: 'refunds.request', path: refunds },
    ]);
    const restock = { reason: 'x', lines: [{ lineId: 1, count: 1, restock: true }] };
    expect((await refused(support, refunds, restock))[3]).toMatchObject({
      permission: 'refunds.make',
    });
  });

  it("is none of the log's business when a customer tries it", async () => {
    const count = () => shop.database.query('SELECT COUNT(*) AS n FROM audit_log');
    const before = await count();
    expect((await customer.post('/api/v1/skus', {})).status).toBe(403);
    expect(await count()).toEqual(before);
  });
});
