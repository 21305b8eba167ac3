/** While a buyer is likely to be paying, a payment is asked for this often (pitfalls: paid → recorded, p99 ≤ 10 s). */
const FIRST_GAP_MS = 7_000;
const FIRST_PERIOD_MS = 5 * 60_000;
const MAX_GAP_MS = 10 * 60_000;
const DOUBLINGS_COUNTED = 8;

/** Up to so much of a gap is left out, so that orders which were due together do not stay together. */
const JITTER = 0.2;

/** A gap shortened by chance, in whole milliseconds; `random` is in [0, 1). Pure. */
export function jittered(gapMs: number, random: number): number {
  return Math.round(gapMs * (1 - JITTER * random));
}

/** What the gap until the next question to Alipay depends on. */
export interface CheckGrounds {
  /** Since a link was given or a return was seen, whichever is later, in milliseconds. */
  readonly sinceLinkMs: number;
  /** Questions in a row that ended without an answer. */
  readonly attempts: number;
  /** Whether Alipay has said that it knows no such trade: nobody has opened the link so far. */
  readonly unopened?: boolean;
}

/** A link that nobody has opened is asked about after so much of its age: the older, the less likely it is used. */
const UNOPENED_SHARE = 1 / 6;

/**
 * Milliseconds until an unpaid payment is asked for again: at most 7 s for 5 minutes, then growing. Of a link that nobody
 * has opened it is asked ever more rarely from the first minute on, for most of those are never paid. Pure.
 */
export function checkGapMs({ sinceLinkMs, attempts, unopened = false }: CheckGrounds): number {
  if (!unopened) return openedGapMs(sinceLinkMs, attempts);
  const rare = Math.max(FIRST_GAP_MS, sinceLinkMs * UNOPENED_SHARE);
  return Math.min(MAX_GAP_MS, Math.max(rare, openedGapMs(sinceLinkMs, attempts)));
}

function openedGapMs(sinceLinkMs: number, attempts: number): number {
  const isFirstPeriod = sinceLinkMs < FIRST_PERIOD_MS;
  const patient = Math.min(MAX_GAP_MS, Math.max(FIRST_GAP_MS, (sinceLinkMs - FIRST_PERIOD_MS) / 5));
  const base = isFirstPeriod ? FIRST_GAP_MS : patient;
  const doublings = isFirstPeriod ? 0 : Math.min(attempts, DOUBLINGS_COUNTED);
  return Math.min(MAX_GAP_MS, base * 2 ** doublings);
}

const OVERDUE_GAP_MS = 2_000;
const OVERDUE_DOUBLINGS = 5;

/**
 * Milliseconds until an order is tried to be ended again that is past its deadline or asked to be cancelled: at most a
 * minute, because its stock is held for nobody. Pure.
 */
export function overdueGapMs(attempts: number): number {
  return OVERDUE_GAP_MS * 2 ** Math.min(attempts, OVERDUE_DOUBLINGS);
}

const UNANSWERED_GAP_MS = 60_000;
const UNANSWERED_DOUBLINGS = 4;

/** Milliseconds until a trade of an order that is over is asked about again of which Alipay said nothing. Pure. */
export function unansweredGapMs(attempts: number): number {
  return Math.min(MAX_GAP_MS, UNANSWERED_GAP_MS * 2 ** Math.min(attempts, UNANSWERED_DOUBLINGS));
}
