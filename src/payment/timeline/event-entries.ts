import type { DomainEvent } from '../../events/domain-events.js';
import { wordsOfEvent } from './event-words.js';
import type { TimelineEntry } from './timeline-entry.js';

/** An event as an entry of the timeline. Pure. */
export function entriesOfEvent(event: DomainEvent): TimelineEntry[] {
  const data: Readonly<Record<string, unknown>> = event.data;
  const { operator, owner } = wordsOfEvent(event.type, (member) => textOf(data[member]));
  return [
    {
      at: event.occurredAt,
      kind: 'event',
      type: event.type,
      text: operator,
      ownerText: owner,
      facts: { eventId: event.id, ...event.data },
    },
  ];
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '?' : JSON.stringify(value);
}
