import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { EVENT_MEMBERS } from '../../src/events/event-data.js';
import type { Kind } from '../../src/events/event-schema.js';

const DOCUMENT = new URL('../../docs/webhooks.md', import.meta.url);

/** As the table writes them: `?` may be absent. */
function membersOf(members: Readonly<Record<string, Kind<unknown>>>): string {
  return Object.entries(members)
    .map(([name, { isOptional }]) => `\`${name}\`${isOptional ? '?' : ''}`)
    .join(', ');
}

describe('docs/webhooks.md', () => {
  it('tells the members of each type of event', () => {
    const rows = readFileSync(DOCUMENT, 'utf8')
      .split('\n')
      .map((line) => /^\| `([\w.]+)`\s*\| (.*?)\s*\|$/.exec(line))
      .flatMap((found) => (found?.[1]?.includes('.') ? [[found[1], found[2]]] : []));
    const written = Object.entries(EVENT_MEMBERS).map(([type, members]) => [
      type,
      membersOf(members),
    ]);
    expect(rows).toEqual(written);
  });
});
