import { setTimeout as pause } from 'node:timers/promises';

/** Nothing that is right takes so long, on whatever machine; that something did not happen is known only after it. */
const DEADLINE_MS = 120_000;

/** Waits until `look` answers something true, and answers that. Throws when it never does. */
export async function until<Seen>(
  what: string,
  look: () => Promise<Seen> | Seen,
): Promise<NonNullable<Seen>> {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > deadline) throw new Error(`never happened within ${DEADLINE_MS} ms: ${what}`);
    await pause(20);
  }
}
