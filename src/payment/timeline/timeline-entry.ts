import type { Words } from '../../kernel/words.js';

/** What sorts of things happen to an order. */
export const TIMELINE_KINDS = ['order', 'report', 'incident', 'refund', 'event'] as const;

/** One thing that happened. */
export interface TimelineEntry {
  readonly at: Date;
  readonly kind: (typeof TIMELINE_KINDS)[number];
  /** The event's type, the report's way, the refund's or the incident's turn. */
  readonly type: string;
  /** What happened and why, for operators. */
  readonly text: Words;
  /** The same for the order's owner; null: it is none of his business. */
  readonly ownerText: Words | null;
  /** What the sentence rests on, for operators. */
  readonly facts: Readonly<Record<string, unknown>>;
}
