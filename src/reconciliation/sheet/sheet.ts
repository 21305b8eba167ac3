import { netOf, NO_SUMS, yuanOf } from '../bill-file/sums.js';
import type { Bill } from '../model/bill.repository.js';
import type { Discrepancy } from '../model/discrepancy.js';
import { type DiscrepancyView, discrepancyView } from './discrepancy-view.js';

/** Count and sum in yuan. */
export interface SheetSum {
  readonly count: number;
  readonly sum: string;
}

/** What the account's own log says of a day. Sums are yuan. */
interface AccountSide {
  readonly state: string;
  readonly fault: string | null;
  /** opening + income − outlay = closing, unless a difference `balance-broken` says where not; null: there are no lines. */
  readonly balances: {
    readonly opening: string;
    readonly income: SheetSum;
    readonly outlay: SheetSum;
    readonly closing: string;
  } | null;
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
  /** The account's own log; null: it was not asked for. */
  readonly account: AccountSide | null;
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
  readonly account: Bill | null;
  readonly paid: SheetSum;
  readonly refunded: SheetSum;
  readonly waiting: SheetSum;
  readonly discrepancies: readonly Discrepancy[];
}

/** The sheet of a day. Pure. */
export function sheetOf(material: SheetMaterial): Sheet {
  const { bill, account, paid, refunded, waiting, discrepancies } = material;
  const count = (state: Discrepancy['state']) =>
    discrepancies.filter((one) => one.state === state).length;
  const { count: ignored = 0, amount = 0 } = bill.ignored ?? {};
  return {
    day: bill.day,
    type: bill.type,
    state: bill.state,
    fault: bill.fault,
    bill: bill.sums === null ? null : billSide(bill),
    account: account === null ? null : accountSide(account),
    books: { payments: paid, refunds: refunded },
    ignored: { count: ignored, sum: yuanOf(amount) },
    waiting,
    open: count('OPEN'),
    healed: count('HEALED'),
    resolved: count('RESOLVED'),
    discrepancies: discrepancies.map(discrepancyView),
  };
}

function accountSide({ state, fault, accountSums: sums }: Bill): AccountSide {
  const balances =
    sums === null
      ? null
      : {
          opening: yuanOf(sums.opening),
          income: counted(sums.income),
          outlay: counted(sums.outlay),
          closing: yuanOf(sums.closing),
        };
  return { state, fault, balances };
}

function counted({ count, sum }: SheetMoney): SheetSum {
  return { count, sum: yuanOf(sum) };
}

/** Count and sum in fen. */
interface SheetMoney {
  readonly count: number;
  readonly sum: number;
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
