/** While a buyer is likely to be paying and nobody may tell of it, a payment is asked for this often. */
const FIRST_GAP_MS = 7_000;
const FIRST_PERIOD_MS = 5 * 60_000;
const MAX_GAP_MS = 10 * 60_000;
const DOUBLINGS_COUNTED = 8;

/** While notifies arrive, the first question comes so long after a link was given. */
const CALM_GAP_MS = 25_000;

/** Up to so much of a gap is left out, so that orders which were due together do not stay together. */
const JITTER = 0.2;

/** A gap shortened by chance, in whole milliseconds; `random` is in [0, 1). Pure. */
export function jittered(gapMs: number, random: number): number {
  return Math.round(gapMs * (1 - JITTER * random));
}

/** How payments lately became known as paid. */
export interface Arrivals {
  /** By a notify. */
  readonly told: number;
  /** By a question, after a notify should have come. */
  readonly asked: number;
}

/** Where nothing is known, a fifth of the notifies is taken to be lost, as if of so many payments. */
const PRESUMED = { told: 2, asked: 0.5 } as const;

/** So many payments may become known later than after {@link FIRST_GAP_MS}: half of what a p99 allows. */
const LATE_SHARE = 0.005;

/**
 * How little is to be feared from waiting for notifies, from 0 (they are lost, or nothing is known) to 1 (they arrive).
 * A lost one is late when the next question comes later than the first gap: of the gap `g` that is the part
 * `1 - FIRST_GAP_MS / g`, so the longest that keeps the late ones few follows from the share of the lost. Pure.
 */
export function calmnessOf({ told, asked }: Arrivals): number {
  const lost = asked + PRESUMED.asked;
  const lostShare = lost / (lost + told + PRESUMED.told);
  const punctualShare = 1 - LATE_SHARE / lostShare;
  const gap = punctualShare > 0 ? FIRST_GAP_MS / punctualShare : CALM_GAP_MS;
  return (Math.min(gap, CALM_GAP_MS) - FIRST_GAP_MS) / (CALM_GAP_MS - FIRST_GAP_MS);
}

/** What the gap until the next question to Alipay depends on. */
export interface CheckGrounds {
  /** Since a link was given or a return was seen, whichever is later, in milliseconds. */
  readonly sinceLinkMs: number;
  /** Questions in a row that ended without an answer. */
  readonly attempts: number;
  /** Whether Alipay has said that it knows no such trade: nobody has opened the link so far. */
  readonly unopened?: boolean;
  /** {@link calmnessOf}. */
  readonly calmness: number;
}

/** A gap is so many times the age of the link: the older, the less likely it is paid, and least where nobody opened it. */
const UNOPENED_GROWTH = 1.25;
const CALM_GROWTH = { opened: 1, unopened: 2 } as const;

/**
 * Milliseconds until an unpaid payment is asked for again. Where notifies are lost: 7 s for five minutes, then growing,
 * and growing from the beginning where nobody has opened the link. Where they arrive: 25 s, and growing. Between the two
 * in between. Pure.
 */
export function checkGapMs(grounds: CheckGrounds): number {
  const careful = carefulGapMs(grounds);
  const calm = Math.max(careful, calmGapMs(grounds));
  return Math.min(MAX_GAP_MS, Math.round(careful + grounds.calmness * (calm - careful)));
}

function calmGapMs({ sinceLinkMs, unopened = false }: CheckGrounds): number {
  const growth = unopened ? CALM_GROWTH.unopened : CALM_GROWTH.opened;
  return Math.max(CALM_GAP_MS, sinceLinkMs * growth);
}

function carefulGapMs({ sinceLinkMs, attempts, unopened = false }: CheckGrounds): number {
  const opened = openedGapMs(sinceLinkMs, attempts);
  return unopened ? Math.max(opened, sinceLinkMs * UNOPENED_GROWTH) : opened;
}

function openedGapMs(sinceLinkMs: number, attempts: number): number {
  const isFirstPeriod = sinceLinkMs < FIRST_PERIOD_MS;
  const patient = Math.min(MAX_GAP_MS, Math.max(FIRST_GAP_MS, (sinceLinkMs - FIRST_PERIOD_MS) / 5));
  const base = isFirstPeriod ? FIRST_GAP_MS : patient;
  const doublings = isFirstPeriod ? 0 : Math.min(attempts, DOUBLINGS_COUNTED);
  return Math.min(MAX_GAP_MS, base * 2 ** doublings);
}

/** Milliseconds until the first question after a link is given. Pure. */
export function firstGapMs(calmness: number): number {
  return checkGapMs({ sinceLinkMs: 0, attempts: 0, calmness });
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
