import { type Clock, plusMs } from '../../kernel/clock.js';
import type { BillRepository } from '../model/bill.repository.js';

const HOLD_MS = 60_000;
const RENEW_EVERY_MS = 15_000;

/**
 * Does something about a bill while no other process does: a process that dies lets it go within a minute. Answers null,
 * and does nothing, when another one is at work on it.
 */
export async function whileHeld<Result>(
  bills: BillRepository,
  clock: Clock,
  id: string,
  work: () => Promise<Result>,
): Promise<Result | null> {
  const until = () => plusMs(clock.now(), HOLD_MS);
  if (!(await bills.hold(id, clock.now(), until()))) return null;
  const renewing = setInterval(() => {
    // A hold that cannot be renewed ends; what is written twice by two processes is refused by its keys.
    bills.holdOn(id, until()).catch(() => undefined);
  }, RENEW_EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(renewing);
    await bills.holdOn(id, null);
  }
}
