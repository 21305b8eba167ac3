import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditTrail } from '../../src/audit/audit-trail.service.js';
import type { Client } from '../support/client.js';
import { explain } from '../support/database.js';
import { openShop, type Shop } from '../support/shop.js';

const AUDIT = '/api/v1/audit';
const NOBODY = { who: null, what: null, object: null, from: null, to: null };
const ROWS = 20_000;

let shop: Shop;
let viewer: Client;
let operator: Client;

beforeAll(async () => {
  shop = await openShop();
  operator = await shop.operator();
  viewer = await shop.staff('viewer');
  await shop.database.query(
    `INSERT INTO audit_log (at, username, role, via, action, object_kind, object_id)
     WITH RECURSIVE numbers AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM numbers WHERE n < 1000)
     SELECT '2026-01-01' + INTERVAL (a.n * 20 + b.n) MINUTE, CONCAT('old-', b.n), 'finance', 'api',
       CONCAT('thing.act-', CHAR(96 + b.n)), 'thing', a.n
     FROM numbers a JOIN numbers b ON b.n <= ${ROWS / 1_000}`,
  );
  await shop.database.query('ANALYZE TABLE audit_log');
  const sku = { name: '新茶', price: '9.00', stock: 1, requiresShipping: false };
  const { body } = await operator.post('/api/v1/skus', sku);
  for (const count of [1, 2, 3]) await operator.post(`/api/v1/skus/${body.id}/restock`, { count });
});
afterAll(() => shop.close());

async function found(query: string): Promise<{ what: string; who: string; id: string }[]> {
  const { status, body, text } = await viewer.get(`${AUDIT}?${query}`);
  if (status !== 200) throw new Error(text);
  return body.items;
}

describe('the audit log', () => {
  it('is listed by who, what, object and time, the newest first', async () => {
    const newest = await found('who=test-operator');
    expect(newest.map(({ what }) => what)).toEqual([
      'sku.restock',
      'sku.restock',
      'sku.restock',
      'sku.create',
    ]);
    expect(newest[0]).toMatchObject({
      role: 'admin',
      via: 'api',
      object: { kind: 'sku' },
      before: { stock: 4 },
      after: { stock: 7, count: 3 },
      reason: null,
    });
    expect(await found('what=sku.create')).toHaveLength(1);
    expect(await found('object=thing:7')).toHaveLength(20);
    const day = 'from=2026-01-02T00:00:00Z&to=2026-01-02T00:05:00Z';
    expect(await found(day)).toHaveLength(5);
    expect(await found(`${day}&who=old-1`)).toHaveLength(1);
  });

  it('is read in parts without a gap or a repeat', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await viewer.get(`${AUDIT}?object=thing:7&limit=7${cursor}`);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    expect(new Set(seen).size).toBe(20);
    expect(seen).toHaveLength(20);
  });

  it.each([
    ['nothing', NOBODY, 'ix_audit_log_at'],
    ['who', { ...NOBODY, who: 'old-3' }, 'ix_audit_log_username'],
    ['what', { ...NOBODY, what: 'thing.act-c' }, 'ix_audit_log_action'],
    ['object', { ...NOBODY, object: { kind: 'thing', id: '7' } }, 'ix_audit_log_object'],
    [
      'time',
      { ...NOBODY, from: new Date('2026-01-02'), to: new Date('2026-01-03') },
      'ix_audit_log_at',
    ],
  ])('finds a part by %s in an index', async (_name, filter, key) => {
    const page = { limit: 20, after: null, list: '' };
    const query = await shop.app.get(AuditTrail).pageQuery(filter, page);
    const [sql, parameters] = query.getQueryAndParameters();
    expect((await explain(shop.database, sql, parameters)).key).toBe(key);
  });

  it.each([
    'what=x',
    'object=sku',
    'from=yesterday',
    'to=2026-13-01T00:00:00Z',
    'from=2026-01-02T00:00:00%2B99:00',
    'to=9999-12-31T23:59:59-12:00',
  ])('refuses %s', async (query) => {
    expect((await viewer.get(`${AUDIT}?${query}`)).status).toBe(400);
  });
});
