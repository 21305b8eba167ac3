import type { AccountSums } from '../bill-file/account-line.js';
import { yuanOf } from '../bill-file/sums.js';
import type { Difference } from '../model/discrepancy.js';

/** The balance in a day's log that does not follow from the one before it, if there is one. Pure. */
export function brokenIn(day: string, sums: AccountSums | null): Difference[] {
  const broken = sums?.broken ?? null;
  if (broken === null) return [];
  const { flowNo, outTradeNo, balance, expected } = broken;
  return [balanceBroken(day, { outTradeNo, tradeNo: flowNo, balance, expected })];
}

/** The first balance of a day, if it is another one than the last balance before it (fen; null: nobody knows). Pure. */
export function openingOf(
  day: string,
  sums: AccountSums | null,
  closingBefore: number | null,
): Difference[] {
  if (sums === null || closingBefore === null || sums.opening === closingBefore) return [];
  const balances = { balance: sums.opening, expected: closingBefore };
  return [balanceBroken(day, { outTradeNo: '', tradeNo: null, ...balances })];
}

interface Balance {
  readonly outTradeNo: string;
  readonly tradeNo: string | null;
  readonly balance: number;
  readonly expected: number;
}

function balanceBroken(day: string, { balance, expected, ...numbers }: Balance): Difference {
  return {
    kind: 'balance-broken',
    day,
    ...numbers,
    requestNo: null,
    billAmount: yuanOf(balance),
    ourAmount: yuanOf(expected),
    orderId: null,
    paymentId: null,
    refundId: null,
    happenedAt: null,
  };
}
