import { ApiSchema } from '@nestjs/swagger';
import {
  ApiFacts,
  ApiInstant,
  ApiOneOf,
  ApiParts,
  ApiText,
} from '../../http/openapi/api-members.js';
import { toChinaTime, toRfc3339 } from '../../kernel/shanghai-time.js';
import type { Language, Words } from '../../kernel/words.js';
import { type TimelineMaterial, entriesOf } from './timeline-entries.js';
import { TIMELINE_KINDS, type TimelineEntry } from './timeline-entry.js';
import { summaryOf } from './timeline-summary.js';

/** One thing that happened, on the wire. */
@ApiSchema({ name: 'TimelineEntry' })
class TimelineItem {
  @ApiInstant() readonly time!: string;
  @ApiOneOf('TimelineKind', TIMELINE_KINDS) readonly kind!: TimelineEntry['kind'];
  @ApiText({ description: "The event's type, the report's way, the refund's or incident's turn" })
  readonly type!: string;
  @ApiText({ description: 'What happened and why, in plain words' }) readonly text!: string;
  @ApiFacts({ optional: true, description: 'What the sentence rests on; for operators alone' })
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** An order's timeline on the wire. */
@ApiSchema({ name: 'Timeline' })
export class TimelineView {
  @ApiText() readonly orderNo!: string;
  @ApiText({ description: 'Where it stands now' }) readonly summary!: string;
  @ApiParts(() => TimelineItem) readonly items!: readonly TimelineItem[];
}

/** All that happened, for operators. Pure. */
export function operatorTimeline(
  orderNo: string,
  material: TimelineMaterial,
  language: Language,
): TimelineView {
  const items = entriesOf(material).map(({ at, kind, type, text, facts }) => ({
    time: toRfc3339(at),
    kind,
    type,
    text: text[language],
    facts,
  }));
  return { orderNo, summary: summaryOf(material, true)[language], items };
}

/** What the owner may know: no reports, no numbers of the shop's own, no reasons of incidents. Pure. */
export function ownerTimeline(
  orderNo: string,
  material: TimelineMaterial,
  language: Language,
): TimelineView {
  const items = entriesOf(material).flatMap(({ at, kind, type, ownerText }) =>
    ownerText === null ? [] : [{ time: toRfc3339(at), kind, type, text: ownerText[language] }],
  );
  return { orderNo, summary: summaryOf(material, false)[language], items };
}

const HEADS = {
  unknown: { en: 'not known yet', zh: '尚不清楚' },
  order: { en: 'Order', zh: '订单' },
  noOrder: { en: 'A trade without an order here', zh: '本系统没有订单的交易' },
  now: { en: 'Now: ', zh: '目前：' },
} as const satisfies Readonly<Record<string, Words>>;

/** The whole timeline as lines of text, for a terminal. Pure. */
export function timelineLines(material: TimelineMaterial, language: Language): string[] {
  const { order, payments } = material;
  const trades = payments.map(
    ({ outTradeNo, tradeNo }) =>
      `out_trade_no ${outTradeNo}, trade_no ${tradeNo ?? HEADS.unknown[language]}`,
  );
  const title =
    order === null ? HEADS.noOrder[language] : `${HEADS.order[language]} ${order.orderNo}`;
  const entries = entriesOf(material).map(
    ({ at, text }) => `${toChinaTime(at)}  ${text[language]}`,
  );
  const now = `${HEADS.now[language]}${summaryOf(material, true)[language]}`;
  return [title, ...trades, '', ...entries, '', now];
}
