import { toChinaTime, toRfc3339 } from '../../kernel/shanghai-time.js';
import { type TimelineMaterial, entriesOf } from './timeline-entries.js';
import type { TimelineEntry } from './timeline-entry.js';
import { summaryOf } from './timeline-summary.js';

/** One thing that happened, on the wire. */
export interface TimelineItem {
  readonly time: string;
  readonly kind: TimelineEntry['kind'];
  readonly type: string;
  readonly text: string;
  /** What the sentence rests on; for operators alone. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** An order's timeline on the wire. */
export interface TimelineView {
  readonly orderNo: string;
  /** Where it stands now. */
  readonly summary: string;
  readonly items: readonly TimelineItem[];
}

/** All that happened, for operators. Pure. */
export function operatorTimeline(orderNo: string, material: TimelineMaterial): TimelineView {
  const items = entriesOf(material).map(({ at, kind, type, text, facts }) => ({
    time: toRfc3339(at),
    kind,
    type,
    text,
    facts,
  }));
  return { orderNo, summary: summaryOf(material, true), items };
}

/** What the owner may know: no reports, no numbers of the shop's own, no reasons of incidents. Pure. */
export function ownerTimeline(orderNo: string, material: TimelineMaterial): TimelineView {
  const items = entriesOf(material).flatMap(({ at, kind, type, ownerText }) =>
    ownerText === null ? [] : [{ time: toRfc3339(at), kind, type, text: ownerText }],
  );
  return { orderNo, summary: summaryOf(material, false), items };
}

/** The whole timeline as lines of text, for a terminal. Pure. */
export function timelineLines(material: TimelineMaterial): string[] {
  const { order, payments } = material;
  const trades = payments.map(
    ({ outTradeNo, tradeNo }) =>
      `out_trade_no ${outTradeNo}, trade_no ${tradeNo ?? 'not known yet'}`,
  );
  const title = order === null ? 'A trade without an order here' : `Order ${order.orderNo}`;
  const entries = entriesOf(material).map(({ at, text }) => `${toChinaTime(at)}  ${text}`);
  return [title, ...trades, '', ...entries, '', `Now: ${summaryOf(material, true)}`];
}
