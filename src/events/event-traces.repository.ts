import type { EntityManager } from 'typeorm';
import { activeTraceparent, ORDER_NO, SpanKind, tellIn } from '../kernel/tracing.js';
import type { NewEvent } from './domain-events.js';

/**
 * The trace that each event belongs to: the one that it names; else that in which its order was made, where it is told of
 * and linked with what goes on here; else the one that goes on here.
 */
export async function tracesOf(
  tx: EntityManager,
  events: readonly NewEvent[],
): Promise<(string | null)[]> {
  const unnamed = events.flatMap(({ orderId, traceparent }) =>
    traceparent === undefined && typeof orderId === 'string' ? [orderId] : [],
  );
  const made = await madeIn(tx, unnamed);
  return events.map((event) => {
    const { type, orderId, traceparent, data } = event;
    if (traceparent !== undefined) return traceparent;
    const of = typeof orderId === 'string' ? made.get(orderId) : undefined;
    if (of === undefined) return activeTraceparent();
    const orderNo = 'orderNo' in data ? (data.orderNo ?? '') : '';
    return tellIn(of, type, { kind: SpanKind.PRODUCER, attributes: { [ORDER_NO]: orderNo } });
  });
}

/** The traces in which orders were made, by their ids. */
async function madeIn(
  tx: EntityManager,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (orderIds.length === 0) return new Map();
  // Raw: two columns of the first event of each; asked only where traces are told of.
  const rows: { orderId: string | number; traceparent: string }[] = await tx.query(
    `SELECT order_id AS orderId, traceparent FROM outbox
     WHERE order_id IN (?) AND type = 'order.created' AND traceparent IS NOT NULL`,
    [orderIds],
  );
  return new Map(rows.map(({ orderId, traceparent }) => [String(orderId), traceparent]));
}
