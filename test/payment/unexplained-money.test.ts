import { describe, expect, it } from '@jest/globals';
import { fen } from '../../src/kernel/money.js';
import type { IncidentKind } from '../../src/payment/model/incident.entity.js';
import { unexplainedMoney } from '../../src/payment/incidents/unexplained-money.js';

/** What is booked of the trade: its sum, what goes back of it, and whether it paid its order. Fen. */
type Booked = readonly [amount: number, goingBack: number, applied: boolean] | null;

/** How much Alipay reported, what is ours of the trade already, and what goes back. Fen. */
type Case = readonly [IncidentKind, string, number | null, Booked, number];

const CASES: readonly Case[] = [
  ['unknown-trade', 'of a trade that nobody here knows', 500, null, 500],
  ['unknown-trade', 'of a trade whose payment is here by now', 500, [500, 0, true], 0],
  ['unknown-trade', 'without a sum', null, null, 0],
  ['amount-mismatch', 'of a payment that has not been paid', 1, null, 1],
  ['amount-mismatch', 'that contradicts a paid one by less', 1, [1001, 0, true], 0],
  ['amount-mismatch', 'that contradicts a paid one by more', 2000, [1001, 0, true], 999],
  ['amount-mismatch', 'that contradicts one that is sent back', 1, [1001, 1001, true], 0],
  ['amount-mismatch', 'that contradicts late money by less', 1, [1001, 0, false], 0],
  ['amount-mismatch', 'without a sum', null, [1001, 0, true], 0],
  ['trade-no-mismatch', 'of another trade under the same number', 1001, null, 1001],
  ['trade-no-mismatch', 'of the trade that paid another payment', 1001, [1001, 0, true], 0],
  ['trade-no-mismatch', 'of the trade of late money', 1001, [1001, 0, false], 0],
  ['refund-exceeds-payment-mismatch', 'of a paid order', 1001, [1001, 0, true], 0],
  ['refund-exceeds-payment-mismatch', 'of one that is sent back', 1001, [1001, 1001, true], 0],
  ['refund-exceeds-payment-mismatch', 'of a payment that is not booked', 1001, null, 0],
  ['late-payment', 'that could not be used', 1001, [1001, 0, false], 1001],
  ['late-payment', 'of which a part went back', 1001, [1001, 1, false], 1000],
  ['late-payment', 'that is going back', 1001, [1001, 1001, false], 0],
  ['late-payment', 'that revived its order since', 1001, [1001, 0, true], 0],
  ['refund-bounced', 'of a paid order', 900, [1001, 900, true], 0],
  ['refund-bounced', 'of late money', 900, [1001, 0, false], 0],
  ['refund-failed', 'of all', 1001, [1001, 0, false], 1001],
  ['refund-failed', 'of the rest, after a part', 900, [1001, 101, false], 900],
  ['refund-failed', 'of a part, when less is left', 900, [1001, 201, false], 800],
  ['refund-failed', 'of a part, when more is left', 900, [1001, 0, false], 900],
  ['refund-failed', 'of money that revived its order since', 1001, [1001, 0, true], 0],
];

function back(
  [kind, , reported, booked]: Case,
  { claimsPaid, goingBack }: { readonly claimsPaid: boolean; readonly goingBack: number },
) {
  const report = {
    kind,
    claimsPaid,
    reportedAmount: reported === null ? null : fen(reported),
    goingBack: fen(goingBack),
  };
  const [amount = 0, gone = 0, applied = false] = booked ?? [];
  const payment = { amount: fen(amount), goingBack: fen(gone), applied };
  return unexplainedMoney(report, booked === null ? null : payment);
}

describe("an incident's unexplained money", () => {
  it.each(CASES)('of %s %s: %j reported, %j here', (...one) => {
    expect(back(one, { claimsPaid: true, goingBack: 0 }).amount).toBe(one[4]);
    expect(back(one, { claimsPaid: false, goingBack: 0 }).amount).toBe(0);
  });

  it.each(CASES)('of %s %s is never more than what is held', (...one) => {
    const [, , reported, booked] = one;
    const all = back(one, { claimsPaid: true, goingBack: 0 });
    expect(all.amount).toBeLessThanOrEqual(reported ?? 0);
    // What is charged to a payment was booked to it, could not be used, and has not gone back.
    if (!all.charged) {
      const rest = back(one, { claimsPaid: true, goingBack: all.amount });
      expect(rest.amount).toBe(0);
    } else {
      const [amount = 0, gone = 0, applied = false] = booked ?? [];
      expect(all.amount).toBeLessThanOrEqual(applied ? 0 : amount - gone);
    }
  });
});
