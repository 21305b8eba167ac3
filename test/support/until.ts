import { setTimeout as pause } from 'node:timers/promises';

/** Waits until `look` answers something true, and answers that. Throws when it does not within `deadlineMs`. */
export async function until<Seen>(
  what: string,
  look: () => Promise<Seen> | Seen,
  deadlineMs = 20_000,
): Promise<NonNullable<Seen>> {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > deadline) throw new Error(`never happened within ${deadlineMs} ms: ${what}`);
    await pause(20);
  }
}
