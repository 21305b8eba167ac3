import { setTimeout as wait } from 'node:timers/promises';
import { say } from '../say.mjs';
import { longestGap } from './load.mjs';

const CALM_MS = 15_000;

/**
 * What buyers saw during one fault.
 *
 * @typedef {{ name: string, orders: number, seconds: number, longestGapMs: number, unavailable: number,
 *   notes: Record<string, number | string> }} Phase
 *   `unavailable` counts answers of 5xx
 */

/**
 * Does something to the servers while buyers are at work, and tells what they saw from its beginning until `afterMs` after
 * its end. A gap that is going on then is waited for.
 *
 * @param {{ stage: { watch: { counts: { unavailable: number } } }, load: { acknowledged: readonly { at: number }[] } }} run
 * @param {string} name
 * @param {() => Promise<Record<string, number | string> | void>} work answers what else is to be told
 * @returns {Promise<Phase>}
 */
export async function phase({ stage, load }, name, work, afterMs = 5_000) {
  const { counts } = stage.watch;
  const before = { orders: load.acknowledged.length, unavailable: counts.unavailable };
  const from = performance.now();
  const notes = (await work()) ?? {};
  await wait(afterMs);
  await untilBought(load);
  const to = performance.now();
  const told = {
    name,
    orders: load.acknowledged.length - before.orders,
    seconds: (to - from) / 1_000,
    longestGapMs: Math.round(longestGap(load.acknowledged, from, to)),
    unavailable: counts.unavailable - before.unavailable,
    notes,
  };
  say(`  ${inWords(told)}`);
  return told;
}

/** Time without a fault, to compare with. */
export const calm = () => wait(CALM_MS);

/** Until an order is acknowledged that was not yet, at most a minute. */
async function untilBought(load) {
  const known = load.acknowledged.length;
  const deadline = performance.now() + 60_000;
  while (load.acknowledged.length === known && performance.now() < deadline) await wait(20);
}

/** @param {Phase} told */
export function inWords({ name, orders, seconds, longestGapMs, unavailable, notes }) {
  const more = Object.entries(notes).map(([what, figure]) => `, ${what} ${figure}`);
  const rate = `${orders} orders in ${seconds.toFixed(0)} s`;
  const gap = `longest gap ${(longestGapMs / 1_000).toFixed(1)} s`;
  return `${name}: ${rate}, ${gap}, ${unavailable} answers of 5xx${more.join('')}`;
}
