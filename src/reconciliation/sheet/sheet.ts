import { netOf, NO_SUMS, yuanOf } from '../bill-file/sums.js';
import type { Bill } from '../model/bill.repository.js';
import type { Discrepancy } from '../model/discrepancy.js';
import { type DiscrepancyView, discrepancyView } from './discrepancy-view.js';

/** Count and sum in yuan. */
export interface SheetSum {
  readonly count: number;
  readonly sum: string;
}

/** A day on one sheet: what the bill says, what our books say, and what differs. Sums are yuan. */
export interface Sheet {
  readonly day: string;
  readonly type: string;
  readonly state: string;
  /** Why the bill cannot be used or is not there. */
  readonly fault: string | null;
  readonly bill: {
    readonly payments: SheetSum & { readonly receipts: string };
    readonly refunds: SheetSum & { readonly receipts: string };
    readonly fees: string;
    readonly royalties: string;
    /** receipts of payments − receipts of refunds − fees − royalties */
    readonly net: string;
  } | null;
  readonly books: { readonly payments: SheetSum; readonly refunds: SheetSum };
  /** Lines of other systems, by BILL_IGNORE. */
  readonly ignored: SheetSum;
  /** Money of our books that stands in no bill, while the next day's bill is not there. */
  readonly waiting: SheetSum;
  readonly open: number;
  readonly healed: number;
  readonly resolved: number;
  readonly discrepancies: readonly DiscrepancyView[];
}

/** What a sheet is made of. */
export interface SheetMaterial {
  readonly bill: Bill;
  readonly paid: SheetSum;
  readonly refunded: SheetSum;
  readonly waiting: SheetSum;
  readonly discrepancies: readonly Discrepancy[];
}

/** The sheet of a day. Pure. */
export function sheetOf({ bill, paid, refunded, waiting, discrepancies }: SheetMaterial): Sheet {
  const count = (state: Discrepancy['state']) =>
    discrepancies.filter((one) => one.state === state).length;
  const { count: ignored = 0, amount = 0 } = bill.ignored ?? {};
  return {
    day: bill.day,
    type: bill.type,
    state: bill.state,
    fault: bill.fault,
    bill: bill.sums === null ? null : billSide(bill),
    books: { payments: paid, refunds: refunded },
    ignored: { count: ignored, sum: yuanOf(amount) },
    waiting,
    open: count('OPEN'),
    healed: count('HEALED'),
    resolved: count('RESOLVED'),
    discrepancies: discrepancies.map(discrepancyView),
  };
}

function billSide({ sums }: Bill): NonNullable<Sheet['bill']> {
  const known = sums ?? NO_SUMS;
  const side = ({ count, amount, receipts }: typeof known.payments) => ({
    count,
    sum: yuanOf(amount),
    receipts: yuanOf(receipts),
  });
  return {
    payments: side(known.payments),
    refunds: side(known.refunds),
    fees: yuanOf(known.fees),
    royalties: yuanOf(known.royalties),
    net: yuanOf(netOf(known)),
  };
}
