import type { NewEvent } from '../../events/domain-events.js';
import { netOf, NO_SUMS, yuanOf } from '../bill-file/sums.js';
import type { Bill } from '../model/bill.repository.js';

/** How a day's discrepancies stand. */
interface Counts {
  readonly OPEN: number;
  readonly HEALED: number;
}

/** The event that a day's bill was done. Pure. */
export function completedEvent(bill: Bill, counts: Counts): NewEvent {
  const shared = {
    day: bill.day,
    state: bill.state === 'EMPTY' ? 'EMPTY' : 'MATCHED',
    open: counts.OPEN,
    healed: counts.HEALED,
  } as const;
  return bill.type === 'trade' ? tradeCompleted(bill, shared) : accountCompleted(bill, shared);
}

interface Shared {
  readonly day: string;
  readonly state: 'EMPTY' | 'MATCHED';
  readonly open: number;
  readonly healed: number;
}

function tradeCompleted({ type, sums }: Bill, shared: Shared): NewEvent {
  const { payments, refunds, fees } = sums ?? NO_SUMS;
  const data = {
    ...shared,
    type,
    payments: payments.count,
    paymentSum: yuanOf(payments.amount),
    refunds: refunds.count,
    refundSum: yuanOf(refunds.amount),
    fees: yuanOf(fees),
    net: yuanOf(netOf(sums ?? NO_SUMS)),
  };
  return { type: 'reconciliation.completed', orderId: null, data };
}

function accountCompleted({ accountSums: sums }: Bill, shared: Shared): NewEvent {
  const data = {
    ...shared,
    opening: sums === null ? null : yuanOf(sums.opening),
    income: yuanOf(sums?.income.sum ?? 0),
    outlay: yuanOf(sums?.outlay.sum ?? 0),
    closing: sums === null ? null : yuanOf(sums.closing),
  };
  return { type: 'reconciliation.account_completed', orderId: null, data };
}
