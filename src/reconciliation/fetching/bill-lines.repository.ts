import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { insertRows } from '../../database/batching/rows.js';
import { Transactions } from '../../database/transactions.js';
import { fenToYuan } from '../../kernel/money.js';
import type { BillLine } from '../bill-file/bill-line.js';
import { yuanOf } from '../bill-file/sums.js';

/** So many lines go in a statement when a bill is forgotten. */
const FORGOTTEN_TOGETHER = 10_000;

/** Keeps the lines of bills. */
@Injectable()
export class BillLinesRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly dataSource: DataSource,
  ) {}

  /** Writes lines of a bill. */
  async insert(billId: string, lines: readonly BillLine[]): Promise<void> {
    const rows = lines.map((line) => ({
      bill_id: billId,
      line_no: line.lineNo,
      kind: line.kind,
      trade_no: line.tradeNo,
      out_trade_no: line.outTradeNo,
      request_no: line.requestNo,
      amount: fenToYuan(line.amount),
      receipt: fenToYuan(line.receipt),
      fee: yuanOf(line.fee),
      royalty: yuanOf(line.royalty),
      finished_at: line.finishedAt,
    }));
    await this.transactions.run((tx) => insertRows(tx, 'bill_lines', rows));
  }

  /** Forgets a bill's lines, some thousand at once. */
  async forget(billId: string): Promise<void> {
    while ((await this.forgetSome(billId)) > 0);
  }

  /** Forgets some of the lines of days before `day`; answers how many. */
  // Raw: a million lines are written and forgotten by thousands.
  async prune(day: string): Promise<number> {
    const [old]: { id: string }[] = await this.dataSource.query(
      `SELECT b.id FROM bills b WHERE b.day < ?
         AND EXISTS (SELECT 1 FROM bill_lines l WHERE l.bill_id = b.id) ORDER BY b.day LIMIT 1`,
      [day],
    );
    return old === undefined ? 0 : this.forgetSome(old.id);
  }

  // Raw: a million lines are written and forgotten by thousands.
  private async forgetSome(billId: string): Promise<number> {
    const result: { affectedRows: number } = await this.transactions.run((tx) =>
      tx.query(`DELETE FROM bill_lines WHERE bill_id = ? LIMIT ${FORGOTTEN_TOGETHER}`, [billId]),
    );
    return result.affectedRows;
  }
}
