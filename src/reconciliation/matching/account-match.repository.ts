import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { LineRange } from './match.repository.js';

/** What a line of a trade bill says that the account's log does not say, in yuan. */
export interface MissingInAccount {
  readonly outTradeNo: string;
  readonly tradeNo: string;
  readonly requestNo: string;
  readonly amount: string;
  readonly happenedAt: Date;
  readonly orderId: string | null;
  readonly paymentId: string | null;
}

/** Equal lines up to this one, in bills of days whose account log is there: the n-th needs n lines in the log. */
// Raw: sets of lines are held against each other in the server.
const rankBy = (
  same: string,
) => `(SELECT COUNT(*) FROM bill_lines e JOIN bills b ON b.id = e.bill_id
  WHERE e.out_trade_no = l.out_trade_no AND ${same}
    AND ((e.bill_id = l.bill_id AND e.line_no <= l.line_no)
      OR (b.day < ? AND EXISTS (SELECT 1 FROM bills s WHERE s.type = 'signcustomer'
        AND s.day = b.day AND s.state IN ('FETCHED', 'MATCHED', 'EMPTY')))))`;

/** Lines of the log, by the merchant's number or by Alipay's: it does not always have both. */
const foundBy = (same: string) => `GREATEST(
  (SELECT COUNT(*) FROM account_lines a WHERE a.out_trade_no = l.out_trade_no AND ${same}),
  (SELECT COUNT(*) FROM account_lines a WHERE a.trade_no = l.trade_no AND ${same}))`;

const LINE = `l.out_trade_no AS outTradeNo, l.trade_no AS tradeNo, l.request_no AS requestNo,
  l.finished_at AS happenedAt, p.order_id AS orderId, p.id AS paymentId`;

const FROM_RANGE = `FROM bill_lines l LEFT JOIN payments p ON p.out_trade_no = l.out_trade_no
  WHERE l.bill_id = ? AND l.line_no >= ? AND l.line_no < ? AND l.out_trade_no <> ''`;

/** Holds the lines of trade bills against those of the account's logs in SQL, by ranges of lines. */
@Injectable()
export class AccountMatchRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Fees, kept or given back, that the log does not have; it may have them under any name but a payment's or a refund's. */
  // Raw: sets of lines are held against each other in the server.
  fees(range: LineRange, day: string): Promise<MissingInAccount[]> {
    const found = foundBy("a.kind NOT IN ('payment', 'refund') AND a.outlay - a.income = l.fee");
    return this.dataSource.query(
      `SELECT ${LINE}, l.fee AS amount ${FROM_RANGE} AND l.fee <> 0
         AND ${rankBy('e.fee = l.fee')} > ${found} ORDER BY l.line_no`,
      [range.billId, range.from, range.to, day],
    );
  }

  /** Refunds that the log does not have. */
  // Raw: sets of lines are held against each other in the server.
  refunds(range: LineRange, day: string): Promise<MissingInAccount[]> {
    const found = foundBy("a.kind = 'refund' AND a.outlay = l.receipt");
    return this.dataSource.query(
      `SELECT ${LINE}, l.receipt AS amount ${FROM_RANGE} AND l.kind = 'refund' AND l.receipt > 0
         AND ${rankBy("e.kind = 'refund' AND e.receipt = l.receipt")} > ${found} ORDER BY l.line_no`,
      [range.billId, range.from, range.to, day],
    );
  }
}
