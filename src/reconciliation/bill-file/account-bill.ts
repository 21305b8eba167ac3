import type { AccountKind, AccountLine, AccountSums } from './account-line.js';
import { BalanceChain } from './balance-chain.js';
import { same } from './bill-checks.js';
import { accountFootIn } from './bill-comments.js';
import type { BillForm, Tally } from './bill-form.js';
import { LineFields } from './line-fields.js';
import { yuanOf } from './sums.js';

const REQUIRED = {
  flowNo: '账务流水号',
  tradeNo: '业务流水号',
  outTradeNo: '商户订单号',
  happenedAt: '发生时间',
  income: '收入金额',
  outlay: '支出金额',
  balance: '账户余额',
  kind: '业务类型',
} as const;

/** A file names kinds that we do not know: they move the account all the same. */
const KINDS: Readonly<Record<string, AccountKind>> = {
  在线支付: 'payment',
  交易退款: 'refund',
  收费: 'fee',
};

/** Reads the lines of a `signcustomer` bill, once its header is known. */
class AccountLines {
  private readonly fields: LineFields<keyof typeof REQUIRED>;

  /** Throws BrokenBill `missing-column`. */
  constructor(header: readonly string[]) {
    this.fields = new LineFields(header, { required: REQUIRED, optional: {} });
  }

  /** The line that a row holds: its column decides the sign of a sum. Throws BrokenBill `unreadable-line`. */
  read(row: readonly string[]): AccountLine {
    const { fields } = this;
    const lineNo = fields.next(row);
    if (fields.text('balance') === '') throw fields.unreadable('balance is no sum');
    return {
      lineNo,
      flowNo: fields.number('flowNo'),
      tradeNo: fields.number('tradeNo'),
      outTradeNo: fields.number('outTradeNo'),
      kind: KINDS[fields.text('kind')] ?? 'other',
      income: fields.size('income'),
      outlay: fields.size('outlay'),
      balance: fields.sum('balance'),
      happenedAt: fields.time('happenedAt'),
    };
  }
}

class AccountTally implements Tally<AccountLine, AccountSums> {
  private readonly chain = new BalanceChain();
  private readonly income = { count: 0, sum: 0 };
  private readonly outlay = { count: 0, sum: 0 };

  take(line: AccountLine): void {
    this.chain.take(line);
    for (const way of ['income', 'outlay'] as const) {
      const sum: number = line[way];
      if (sum === 0) continue;
      this[way].count += 1;
      this[way].sum += sum;
    }
  }

  end(below: readonly string[]): AccountSums {
    const foot = accountFootIn(below);
    for (const way of ['income', 'outlay'] as const) {
      same(`count of ${way}`, this[way].count, foot[way].count, String);
      same(`sum of ${way}`, this[way].sum, foot[way].receipts, yuanOf);
    }
    return { income: this.income, outlay: this.outlay, ...this.chain.end() };
  }
}

/** How a `signcustomer` bill, the account's own log, is read and added up. */
export const ACCOUNT_FORM: BillForm<AccountLine, AccountSums> = {
  open: (header) => new AccountLines(header),
  tally: () => new AccountTally(),
};
