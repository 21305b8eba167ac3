import { plusMs } from '../kernel/clock.js';
import { type Answered, isTaken } from './http-post.service.js';
import { afterFailure, gapAfterMs, type Health, isDead } from './retry-schedule.js';

/** What becomes of a delivery and its endpoint after a try. */
export type Outcome =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'retry'; readonly health: Health; readonly at: Date }
  | { readonly kind: 'given-up'; readonly health: Health }
  | { readonly kind: 'pause'; readonly health: Health; readonly reason: 'failing' | 'gone' };

const GONE = 410;

/**
 * The rule of what follows a try. An endpoint that takes nothing is paused before its deliveries are given up, so that
 * they wait for an operator; a delivery alone that is refused for days is given up, so that its order goes on. Pure.
 */
export function outcomeOf(
  answered: Answered,
  attempts: number,
  health: Health,
  now: Date,
  random: number,
): Outcome {
  if (isTaken(answered)) return { kind: 'delivered' };
  const after = afterFailure(health, now);
  // Standard Webhooks: 410 says that the receiver wants no more.
  if (answered.status === GONE) return { kind: 'pause', health: after, reason: 'gone' };
  if (isDead(after, now)) return { kind: 'pause', health: after, reason: 'failing' };
  const gap = gapAfterMs(attempts, random);
  if (gap === null) return { kind: 'given-up', health: after };
  return { kind: 'retry', health: after, at: plusMs(now, gap) };
}
