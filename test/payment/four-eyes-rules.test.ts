import { describe, expect, it } from '@jest/globals';
import { fen } from '../../src/kernel/money.js';
import { type DecidedRefund, needsSecondPerson } from '../../src/payment/model/four-eyes-rules.js';

const [ALICE, BOB, BUYER] = [1, 2, 3];

function refund(amount: number, changes: Partial<DecidedRefund> = {}): DecidedRefund {
  const decided = { requestedBy: ALICE, decidedBy: ALICE, firstApprovedBy: null };
  return { amount: fen(amount), origin: 'operator', state: 'SUCCEEDED', ...decided, ...changes };
}

const OF_BUYER = { origin: 'customer', requestedBy: BUYER } as const;

describe('whether what Alice lets go waits for a second person, from 100.00 on', () => {
  it.each<readonly [string, number, readonly DecidedRefund[], boolean]>([
    ['a fen less', 9_999, [], false],
    ['the very sum', 10_000, [], true],
    ['more', 10_001, [], true],
    ['the second half', 5_000, [refund(5_000)], true],
    ['a fen less than the second half', 4_999, [refund(5_000)], false],
    ['the last of many parts', 1, [refund(3_333), refund(3_333), refund(3_333)], true],
    ['a half beside one under way', 5_000, [refund(5_000, { state: 'PROCESSING' })], true],
    ['a half beside one of which nobody knows', 5_000, [refund(5_000, { state: 'UNKNOWN' })], true],
    ['a half beside one that failed', 5_000, [refund(5_000, { state: 'FAILED' })], false],
    ['a half beside one turned down', 5_000, [refund(5_000, { state: 'REJECTED' })], false],
    [
      'a half beside one that waits',
      5_000,
      [refund(5_000, { state: 'REQUESTED', decidedBy: null })],
      false,
    ],
    ['a half beside one that Bob approved', 5_000, [refund(5_000, { decidedBy: BOB })], false],
    [
      "a half beside Bob's own",
      5_000,
      [refund(5_000, { requestedBy: BOB, decidedBy: BOB })],
      false,
    ],
    [
      'a half beside what Bob asked for and she approved',
      5_000,
      [refund(5_000, { requestedBy: BOB })],
      false,
    ],
    [
      'a half beside what a buyer asked for and she approved',
      5_000,
      [refund(5_000, OF_BUYER)],
      true,
    ],
    [
      'a half beside what a buyer asked for and two approved',
      5_000,
      [refund(5_000, { ...OF_BUYER, firstApprovedBy: BOB })],
      false,
    ],
    [
      'a half beside what went back by itself',
      5_000,
      [refund(5_000, { origin: 'late-payment', requestedBy: null, decidedBy: null })],
      false,
    ],
  ])('%s: %d', (_name, amount, refunds, waits) => {
    const decision = { amount: fen(amount), by: ALICE };
    expect(needsSecondPerson(fen(10_000), decision, refunds)).toBe(waits);
  });

  it('is off where no sum is set', () => {
    const decision = { amount: fen(999_999), by: ALICE };
    expect(needsSecondPerson(null, decision, [refund(999_999)])).toBe(false);
  });
});
