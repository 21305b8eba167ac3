import { plusMs } from '../../kernel/clock.js';
import type { EndpointEntity } from '../endpoints/endpoint.entity.js';
import { type Answered, isTaken } from './http-post.service.js';
import { afterFailure, gapAfterMs, type Health, isDead } from './retry-schedule.js';

/** What becomes of a delivery and its endpoint after a try. */
export type Outcome =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'retry'; readonly health: Health; readonly at: Date }
  | { readonly kind: 'given-up'; readonly health: Health }
  /** The failure was this side's: it counts neither for the delivery nor for the endpoint. */
  | { readonly kind: 'cut-off'; readonly at: Date }
  | { readonly kind: 'pause'; readonly health: Health; readonly reason: 'failing' | 'gone' };

const GONE = 410;

/**
 * What the system says when this machine has no network, no name server or no file left. A receiver whose own name
 * server is dead looks the same, hence {@link CUT_OFF_FOR_MS}.
 */
const OWN_FAULTS = new Set([
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'ENOBUFS',
  'EMFILE',
  'ENFILE',
  'EAI_AGAIN',
]);

/** An answer that is awaited for so much longer than allowed was awaited by a process that stood still. */
const STOOD_STILL_MS = 2_000;
const CUT_OFF_GAP_MS = 15_000;

/** Being cut off for longer than this is taken for the receiver's trouble. */
const CUT_OFF_FOR_MS = 24 * 60 * 60_000;

/** Whether a try failed because this process could not reach out or stood still, and says nothing of the receiver. Pure. */
export function isCutOff({ status, error, ms }: Answered, timeoutMs: number): boolean {
  if (status !== null) return false;
  return ms > timeoutMs + STOOD_STILL_MS || OWN_FAULTS.has(error?.split(' ', 1)[0] ?? '');
}

/** What follows a try that failed by this side's own fault; null when that has been so for too long. Pure. */
export function afterCutOff(createdAt: Date, now: Date, random: number): Outcome | null {
  if (now.getTime() - createdAt.getTime() > CUT_OFF_FOR_MS) return null;
  return { kind: 'cut-off', at: plusMs(now, Math.round(CUT_OFF_GAP_MS * (1 - random / 2))) };
}

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

/** What the row of an endpoint says of how it has been. */
export type EndpointHealth = Health & Pick<EndpointEntity, 'state' | 'pauseReason' | 'pausedAt'>;

/** An endpoint after a try; what was paused stays so, for the reason that it was. Pure. */
export function endpointAfter(before: EndpointHealth, outcome: Outcome, now: Date): EndpointHealth {
  switch (outcome.kind) {
    case 'cut-off':
      return before;
    case 'delivered':
      return { ...before, failures: 0, failingSince: null };
    case 'retry':
    case 'given-up':
      return { ...before, ...outcome.health };
    case 'pause': {
      const after = { ...before, ...outcome.health };
      if (before.state === 'PAUSED') return after;
      return { ...after, state: 'PAUSED', pauseReason: outcome.reason, pausedAt: now };
    }
  }
}

/** What a delivery's row says after a try. */
export interface NextTry {
  /** When the next is due, or how the delivery ended. */
  readonly next: Date | 'DELIVERED' | 'FAILED';
  /** Whether it counts as a try. */
  readonly counts: boolean;
}

/** What follows for the delivery. A paused endpoint's stays due, for the moment when it is resumed. Pure. */
export function nextTryOf(outcome: Outcome, now: Date): NextTry {
  switch (outcome.kind) {
    case 'delivered':
      return { next: 'DELIVERED', counts: true };
    case 'given-up':
      return { next: 'FAILED', counts: true };
    case 'retry':
      return { next: outcome.at, counts: true };
    case 'pause':
      return { next: now, counts: true };
    case 'cut-off':
      return { next: outcome.at, counts: false };
  }
}
