/** One thing that happened. */
export interface TimelineEntry {
  readonly at: Date;
  readonly kind: 'order' | 'report' | 'incident' | 'refund' | 'event';
  /** The event's type, the report's way, the refund's or the incident's turn. */
  readonly type: string;
  /** What happened and why, for operators. */
  readonly text: string;
  /** The same for the order's owner; null: it is none of his business. */
  readonly ownerText: string | null;
  /** What the sentence rests on, for operators. */
  readonly facts: Readonly<Record<string, unknown>>;
}
