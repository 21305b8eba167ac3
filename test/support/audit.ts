import { auditBooks } from '../../scripts/lib/audit/audit.mjs';
import type { WatchedProcess } from '../../scripts/lib/audit/processes.mjs';
import type { Shop } from './shop.js';
import { until } from './until.js';

/** What an audit may know beside the books themselves. */
export interface AuditScope {
  readonly initialStock?: ReadonlyMap<number, number>;
  /** Leaves out this order and all before it. */
  readonly sinceOrderId?: string;
  /** How many of Alipay's trades are of the time before. */
  readonly sinceTrade?: number;
  /** Refunds that were made on Alipay's own pages. */
  readonly foreignNumbers?: ReadonlySet<string>;
  readonly promised?: Readonly<
    Partial<Record<'orderNos' | 'refundIds' | 'caseIds' | 'shipmentIds', readonly string[]>>
  >;
  /** Event ids by order id, as a subscriber got them. */
  readonly delivered?: ReadonlyMap<string, readonly string[]>;
  /** All processes that were started. */
  readonly processes?: readonly WatchedProcess[];
}

/** Compares the shop's books, at rest, with the simulator's ledger; answers in words what is wrong. */
export function audit(
  shop: Pick<Shop, 'database' | 'simulator'>,
  { sinceTrade = 0, ...scope }: AuditScope = {},
): Promise<string[]> {
  return auditBooks({
    query: (sql, parameters) => shop.database.query(sql, parameters),
    trades: shop.simulator.ledger().slice(sinceTrade),
    now: new Date(shop.simulator.clock.now()),
    ...scope,
  });
}

/** {@link audit} after all was done that a worker would have done: how long a test takes makes nothing late. */
export async function auditAtRest(
  shop: Pick<Shop, 'database' | 'simulator' | 'sweep' | 'relay'>,
  scope: AuditScope = {},
): Promise<string[]> {
  await until('nothing is owed', async () => {
    await shop.sweep();
    return (await shop.relay()) === 0;
  });
  return audit(shop, scope);
}
