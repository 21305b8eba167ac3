import { ApiSchema } from '@nestjs/swagger';
import {
  ApiDay,
  ApiInteger,
  ApiOneOf,
  ApiPart,
  ApiParts,
  ApiText,
  ApiYuan,
} from '../../http/openapi/api-members.js';
import { BILL_TYPES, type BillType } from '../../alipay/alipay-bills.js';
import { BILL_STATES, type BillState } from '../model/bill-states.js';
import type { Language } from '../../kernel/words.js';
import { netOf, NO_SUMS, yuanOf } from '../bill-file/sums.js';
import type { Bill } from '../model/bill.repository.js';
import type { Discrepancy } from '../model/discrepancy.js';
import { DiscrepancyView, discrepancyView } from './discrepancy-view.js';

/** Count and sum in yuan. */
@ApiSchema({ name: 'CountedSum' })
export class SheetSum {
  @ApiInteger() readonly count!: number;
  @ApiYuan() readonly sum!: string;
}

/** The same, and what of it reached the account. */
@ApiSchema({ name: 'CountedReceipts' })
class SheetReceipts extends SheetSum {
  @ApiYuan() readonly receipts!: string;
}

/** How the account moved: opening + income − outlay = closing. */
@ApiSchema({ name: 'AccountBalances' })
class Balances {
  @ApiYuan() readonly opening!: string;
  @ApiPart(() => SheetSum) readonly income!: SheetSum;
  @ApiPart(() => SheetSum) readonly outlay!: SheetSum;
  @ApiYuan() readonly closing!: string;
}

/** What the account's own log says of a day. */
@ApiSchema({ name: 'AccountSide' })
class AccountSide {
  @ApiOneOf('BillState', BILL_STATES) readonly state!: BillState;
  @ApiText({ nullable: true }) readonly fault!: string | null;
  @ApiPart(() => Balances, {
    nullable: true,
    description:
      'opening + income − outlay = closing, unless a difference `balance-broken` says where not; null: there are no lines',
  })
  readonly balances!: Balances | null;
}

/** What the bill says of a day. */
@ApiSchema({ name: 'BillSide' })
class BillSide {
  @ApiPart(() => SheetReceipts) readonly payments!: SheetReceipts;
  @ApiPart(() => SheetReceipts) readonly refunds!: SheetReceipts;
  @ApiYuan() readonly fees!: string;
  @ApiYuan() readonly royalties!: string;
  @ApiYuan({ description: 'receipts of payments − receipts of refunds − fees − royalties' })
  readonly net!: string;
}

/** What our books say of a day. */
@ApiSchema({ name: 'BooksSide' })
class BooksSide {
  @ApiPart(() => SheetSum) readonly payments!: SheetSum;
  @ApiPart(() => SheetSum) readonly refunds!: SheetSum;
}

/** A day on one sheet: what the bill says, what our books say, and what differs. */
@ApiSchema({ name: 'ReconciliationSheet' })
export class Sheet {
  @ApiDay() readonly day!: string;
  @ApiOneOf('BillType', BILL_TYPES) readonly type!: BillType;
  @ApiOneOf('BillState', BILL_STATES) readonly state!: BillState;
  @ApiText({ nullable: true, description: 'Why the bill cannot be used or is not there' })
  readonly fault!: string | null;
  @ApiPart(() => BillSide, { nullable: true }) readonly bill!: BillSide | null;
  @ApiPart(() => AccountSide, {
    nullable: true,
    description: "The account's own log; null: it was not asked for",
  })
  readonly account!: AccountSide | null;
  @ApiPart(() => BooksSide) readonly books!: BooksSide;
  @ApiPart(() => SheetSum, { description: 'Lines of other systems, by BILL_IGNORE' })
  readonly ignored!: SheetSum;
  @ApiPart(() => SheetSum, {
    description: "Money of our books in no bill, while the next day's bill is not there",
  })
  readonly waiting!: SheetSum;
  @ApiInteger() readonly open!: number;
  @ApiInteger() readonly healed!: number;
  @ApiInteger() readonly resolved!: number;
  @ApiParts(() => DiscrepancyView) readonly discrepancies!: readonly DiscrepancyView[];
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

/** The sheet of a day, in a language. Pure. */
export function sheetOf(material: SheetMaterial, language: Language): Sheet {
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
    discrepancies: discrepancies.map((one) => discrepancyView(one, language)),
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

function billSide({ sums }: Bill): BillSide {
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
