import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { insertRows } from '../../database/batching/rows.js';
import { Transactions } from '../../database/transactions.js';
import { fenToYuan } from '../../kernel/money.js';
import type { AccountLine } from '../bill-file/account-line.js';
import { yuanOf } from '../bill-file/sums.js';

/** So many lines go in a statement when a log is forgotten. */
const FORGOTTEN_TOGETHER = 10_000;

/** Keeps the lines of the account's logs. */
@Injectable()
export class AccountLinesRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly dataSource: DataSource,
  ) {}

  /** Writes lines of a day's log. */
  async insert(billId: string, lines: readonly AccountLine[]): Promise<void> {
    const rows = lines.map((line) => ({
      bill_id: billId,
      line_no: line.lineNo,
      flow_no: line.flowNo,
      trade_no: line.tradeNo,
      out_trade_no: line.outTradeNo,
      kind: line.kind,
      income: fenToYuan(line.income),
      outlay: fenToYuan(line.outlay),
      balance: yuanOf(line.balance),
      happened_at: line.happenedAt,
    }));
    await this.transactions.run((tx) => insertRows(tx, 'account_lines', rows));
  }

  /** Forgets the lines of a day's log, some thousand at once. */
  async forget(billId: string): Promise<void> {
    while ((await this.forgetSome(billId)) > 0);
  }

  /** Forgets some of the lines of days before `day`; answers how many. */
  // Raw: lines are written and forgotten by thousands.
  async prune(day: string): Promise<number> {
    const [old]: { id: string }[] = await this.dataSource.query(
      `SELECT b.id FROM bills b WHERE b.day < ?
         AND EXISTS (SELECT 1 FROM account_lines l WHERE l.bill_id = b.id) ORDER BY b.day LIMIT 1`,
      [day],
    );
    return old === undefined ? 0 : this.forgetSome(old.id);
  }

  // Raw: lines are written and forgotten by thousands.
  private async forgetSome(billId: string): Promise<number> {
    const result: { affectedRows: number } = await this.transactions.run((tx) =>
      tx.query(`DELETE FROM account_lines WHERE bill_id = ? LIMIT ${FORGOTTEN_TOGETHER}`, [billId]),
    );
    return result.affectedRows;
  }
}
