import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isTrue, type SqlBoolean } from '../../database/sql-boolean.js';
import { Transactions } from '../../database/transactions.js';
import { isPaid, type PaymentState } from '../../payment/model/payment-states.js';
import { signedFenIn } from '../bill-file/sums.js';
import type { Span } from '../model/day.js';
import type { PaymentLine, RefundLine } from './line-rules.js';

/** Some of a bill's lines: from `from` on, before `to`. */
export interface LineRange {
  readonly billId: string;
  readonly from: number;
  readonly to: number;
}

interface Numbers {
  readonly outTradeNo: string;
  readonly tradeNo: string;
  readonly requestNo: string;
  readonly finishedAt: Date;
  readonly orderId: string | null;
  readonly paymentId: string | null;
}

/** A line of money that came and is not simply equal to our books. */
export type OddPaymentLine = PaymentLine & Numbers;

/** A line of money that went back and is not simply equal to our books. */
export type OddRefundLine = RefundLine & Numbers & { readonly refundId: string | null };

/** A refund's line whose number is none of ours, in yuan. */
export interface ForeignRefundLine {
  readonly billId: string;
  readonly outTradeNo: string;
  readonly requestNo: string;
  readonly amount: string;
  readonly finishedAt: Date;
}

/** Money of our books that stands in no bill, in yuan. */
export interface OursAlone {
  readonly outTradeNo: string;
  readonly tradeNo: string | null;
  readonly requestNo: string | null;
  readonly amount: string;
  readonly at: Date;
  readonly orderId: string | null;
  readonly paymentId: string | null;
  readonly refundId: string | null;
}

/** Whether the same line stands in this bill before it, or in another bill. */
// Raw: sets of lines are held against our books in the server.
const IS_REPEAT = `EXISTS (SELECT 1 FROM bill_lines e
  WHERE e.out_trade_no = l.out_trade_no AND e.kind = l.kind AND e.trade_no = l.trade_no
    AND e.request_no = l.request_no AND (e.bill_id <> l.bill_id OR e.line_no < l.line_no)
    AND (l.kind = 'payment' OR l.request_no <> ''
      OR (e.finished_at = l.finished_at AND e.amount = l.amount)))`;

const LINE = `l.out_trade_no AS outTradeNo, l.trade_no AS tradeNo, l.request_no AS requestNo,
  l.amount, l.finished_at AS finishedAt`;

/** Lines that one statement looks at. */
const LINES_TOGETHER = 5_000;

const IN_RANGE = 'l.bill_id = ? AND l.line_no >= ? AND l.line_no < ?';

const UNPAID = "'CREATED', 'AWAITING', 'CLOSED'";

const OF_OURS = `LEFT JOIN refunds r ON r.out_request_no = l.request_no
  AND r.out_trade_no = l.out_trade_no`;

/**
 * Holds the lines of bills against our books in SQL, by ranges of lines and of time, so that no statement is long and
 * only what differs comes here.
 */
@Injectable()
export class MatchRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
  ) {}

  /** A bill's lines in parts, so that no statement is long. */
  // Raw: sets of lines are held against our books in the server.
  async rangesOf(billId: string): Promise<LineRange[]> {
    const [row]: { last: number | null }[] = await this.dataSource.query(
      'SELECT MAX(line_no) AS last FROM bill_lines WHERE bill_id = ?',
      [billId],
    );
    const count = Math.ceil((row?.last ?? 0) / LINES_TOGETHER);
    return Array.from({ length: count }, (_, part) => {
      const from = part * LINES_TOGETHER + 1;
      return { billId, from, to: from + LINES_TOGETHER };
    });
  }

  /** Lines of money that came and are not equal to a paid payment of ours. */
  // Raw: sets of lines are held against our books in the server.
  async oddPayments(range: LineRange): Promise<OddPaymentLine[]> {
    const rows: (Numbers & {
      readonly amount: string;
      readonly isRepeat: SqlBoolean;
      readonly state: PaymentState | null;
      readonly ourAmount: string;
      readonly ourTradeNo: string | null;
    })[] = await this.dataSource.query(
      `SELECT ${LINE}, p.order_id AS orderId, p.id AS paymentId, p.state, p.amount AS ourAmount,
         p.trade_no AS ourTradeNo, ${IS_REPEAT} AS isRepeat
       FROM bill_lines l LEFT JOIN payments p ON p.out_trade_no = l.out_trade_no
       WHERE ${IN_RANGE} AND l.kind = 'payment'
         AND (p.id IS NULL OR p.amount <> l.amount OR p.state IN (${UNPAID})
           OR p.trade_no <> l.trade_no OR ${IS_REPEAT})
       ORDER BY l.line_no`,
      valuesOf(range),
    );
    return rows.map(({ state, ourAmount, ourTradeNo, isRepeat, ...line }) => ({
      ...line,
      isRepeat: isTrue(isRepeat),
      payment:
        state === null ? null : { isPaid: isPaid(state), amount: ourAmount, tradeNo: ourTradeNo },
    }));
  }

  /** Lines of money that went back and are not equal to a refund of ours that is done. */
  // Raw: sets of lines are held against our books in the server.
  async oddRefunds(range: LineRange): Promise<OddRefundLine[]> {
    const rows: (Numbers & {
      readonly refundId: string | null;
      readonly amount: string;
      readonly isRepeat: SqlBoolean;
      readonly state: string | null;
      readonly ourAmount: string;
    })[] = await this.dataSource.query(
      `SELECT ${LINE}, COALESCE(r.order_id, p.order_id) AS orderId, p.id AS paymentId,
         r.id AS refundId, r.state, r.amount AS ourAmount, ${IS_REPEAT} AS isRepeat
       FROM bill_lines l ${OF_OURS} LEFT JOIN payments p ON p.out_trade_no = l.out_trade_no
       WHERE ${IN_RANGE} AND l.kind = 'refund'
         AND (r.id IS NULL OR r.state <> 'SUCCEEDED' OR r.amount <> l.amount OR ${IS_REPEAT})
       ORDER BY l.line_no`,
      valuesOf(range),
    );
    return rows.map(({ state, ourAmount, isRepeat, ...line }) => ({
      ...line,
      isRepeat: isTrue(isRepeat),
      refund: state === null ? null : { state, amount: ourAmount },
    }));
  }

  /** Each of the trades' refunds, in whatever bill, whose number is none of ours. */
  // Raw: sets of lines are held against our books in the server.
  foreignLines(outTradeNos: readonly string[]): Promise<ForeignRefundLine[]> {
    return this.dataSource.query(
      `SELECT MIN(l.bill_id) AS billId, l.out_trade_no AS outTradeNo, l.request_no AS requestNo,
         l.amount, l.finished_at AS finishedAt
       FROM bill_lines l ${OF_OURS}
       WHERE l.out_trade_no IN (?) AND l.kind = 'refund' AND r.id IS NULL
       GROUP BY l.out_trade_no, l.request_no, l.amount, l.finished_at`,
      [outTradeNos],
    );
  }

  /** What of each trade's refunds was booked and is none of ours, in fen. */
  // Raw: sets of lines are held against our books in the server.
  async foreignBooked(outTradeNos: readonly string[]): Promise<Map<string, number>> {
    const rows: { outTradeNo: string; booked: string }[] = await this.dataSource.query(
      `SELECT p.out_trade_no AS outTradeNo,
         p.refunded_amount - COALESCE(SUM(r.amount), 0) AS booked
       FROM payments p LEFT JOIN refunds r ON r.payment_id = p.id AND r.state = 'SUCCEEDED'
         AND r.origin <> 'alipay-console'
       WHERE p.out_trade_no IN (?) GROUP BY p.id, p.out_trade_no, p.refunded_amount`,
      [outTradeNos],
    );
    return new Map(rows.map(({ outTradeNo, booked }) => [outTradeNo, signedFenIn(booked) ?? 0]));
  }

  /** Payments whose money came in a span and stands in no bill. */
  // Raw: sets of lines are held against our books in the server.
  paymentsAlone({ from, to }: Span): Promise<OursAlone[]> {
    return this.dataSource.query(
      `SELECT p.out_trade_no AS outTradeNo, p.trade_no AS tradeNo, NULL AS requestNo, p.amount,
         p.paid_at AS at, p.order_id AS orderId, p.id AS paymentId, NULL AS refundId
       FROM payments p
       WHERE p.paid_at >= ? AND p.paid_at < ? AND p.state NOT IN (${UNPAID})
         AND NOT EXISTS (SELECT 1 FROM bill_lines l
           WHERE l.out_trade_no = p.out_trade_no AND l.kind = 'payment')
       ORDER BY p.id`,
      [from, to],
    );
  }

  /** Refunds under our numbers that ended in a span and stand in no bill. */
  // Raw: sets of lines are held against our books in the server.
  refundsAlone({ from, to }: Span): Promise<OursAlone[]> {
    return this.dataSource.query(
      `SELECT r.out_trade_no AS outTradeNo, p.trade_no AS tradeNo, r.out_request_no AS requestNo,
         r.amount, r.ended_at AS at, r.order_id AS orderId, p.id AS paymentId, r.id AS refundId
       FROM refunds r LEFT JOIN payments p ON p.id = r.payment_id
       WHERE r.ended_at >= ? AND r.ended_at < ? AND r.state = 'SUCCEEDED'
         AND r.origin <> 'alipay-console'
         AND NOT EXISTS (SELECT 1 FROM bill_lines l WHERE l.out_trade_no = r.out_trade_no
           AND l.kind = 'refund' AND l.request_no = r.out_request_no)
       ORDER BY r.id`,
      [from, to],
    );
  }

  /** Refunds on Alipay's own pages that were booked in a span. */
  // Raw: sets of lines are held against our books in the server.
  foreignRefunds({ from, to }: Span): Promise<OursAlone[]> {
    return this.dataSource.query(
      `SELECT r.out_trade_no AS outTradeNo, p.trade_no AS tradeNo, r.out_request_no AS requestNo,
         r.amount, r.ended_at AS at, r.order_id AS orderId, p.id AS paymentId, r.id AS refundId
       FROM refunds r JOIN payments p ON p.id = r.payment_id
       WHERE r.ended_at >= ? AND r.ended_at < ? AND r.state = 'SUCCEEDED'
         AND r.origin = 'alipay-console'
       ORDER BY r.id`,
      [from, to],
    );
  }

  /** Notes what Alipay kept of payments and refunds; answers how many rows that changed. */
  // Raw: sets of lines are held against our books in the server.
  async noteFees(range: LineRange): Promise<number> {
    const of = (table: string, join: string) =>
      this.transactions.run(async (tx) => {
        const result: { affectedRows: number } = await tx.query(
          `UPDATE ${table} o JOIN bill_lines l ON ${join} SET o.alipay_fee = l.fee
           WHERE ${IN_RANGE} AND o.amount = l.amount AND NOT (o.alipay_fee <=> l.fee)`,
          valuesOf(range),
        );
        return result.affectedRows;
      });
    const payments = await of('payments', "o.out_trade_no = l.out_trade_no AND l.kind = 'payment'");
    const ofRefund = `o.out_request_no = l.request_no AND o.out_trade_no = l.out_trade_no
      AND l.kind = 'refund'`;
    return payments + (await of('refunds', ofRefund));
  }
}

function valuesOf({ billId, from, to }: LineRange): unknown[] {
  return [billId, from, to];
}
