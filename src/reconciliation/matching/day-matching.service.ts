import { Injectable } from '@nestjs/common';
import { ReconciliationConfig } from '../../../config/reconciliation.config.js';
import { yuanToFen } from '../../kernel/money.js';
import { partsOf, type Span, spanOf } from '../model/day.js';
import type { Difference } from '../model/discrepancy.js';
import { type Bill, BillRepository, type Ignored } from '../model/bill.repository.js';
import { BooksRepository } from './books.repository.js';
import { DiscrepancyLog } from './discrepancy-log.service.js';
import { differenceOfPayment, differenceOfRefund, matcherOf, unbooked } from './line-rules.js';
import {
  type LineRange,
  MatchRepository,
  type OddPaymentLine,
  type OddRefundLine,
  type OursAlone,
} from './match.repository.js';

/** Our own books of a busy day are looked at by so much time, … */
const SPAN_MS = 10 * 60_000;
/** … and a day of so few payments and refunds as a whole. */
const FEW = 1_000;

/** What matching a bill found. */
export interface Matched {
  readonly ignored: Ignored;
  /** Rows that were written: new differences and fees. */
  readonly written: number;
}

/** Holds a day's lines against our books, and our books against the bills. */
@Injectable()
export class DayMatching {
  private readonly isIgnored: (number: string) => boolean;

  constructor(
    private readonly bills: BillRepository,
    private readonly match: MatchRepository,
    private readonly books: BooksRepository,
    private readonly log: DiscrepancyLog,
    config: ReconciliationConfig,
  ) {
    this.isIgnored = matcherOf(config.ignored);
  }

  /** Writes down how a bill that was staged, or is empty, differs from our books. `step` is called between statements. */
  async run(bill: Bill, step: () => void): Promise<Matched> {
    let [count, amount, written] = [0, 0, 0];
    for (const range of await this.match.rangesOf(bill.id)) {
      step();
      written += await this.match.noteFees(range);
      const found = await this.lookAt(bill, range);
      written += await this.log.write(bill.type, found.differences);
      count += found.ignored.length;
      amount += found.ignored.reduce((sum, one) => sum + yuanToFen(one.amount), 0);
    }
    written += await this.lookBack(bill, step);
    return { ignored: { count, amount }, written };
  }

  /** Money of our books in a span that stands in no bill. */
  async alone(span: Span): Promise<OursAlone[]> {
    return [...(await this.match.paymentsAlone(span)), ...(await this.match.refundsAlone(span))];
  }

  private async lookAt(bill: Bill, range: LineRange) {
    const payments = await this.match.oddPayments(range);
    const refunds = await this.match.oddRefunds(range);
    const isIgnored = (line: OddPaymentLine | OddRefundLine) =>
      line.paymentId === null && this.isIgnored(line.outTradeNo) && !line.isRepeat;
    const ofPayments = payments
      .filter((line) => !isIgnored(line))
      .flatMap((line) => differenceIn(bill.day, line));
    const ofRefunds = refunds
      .filter((line) => !isIgnored(line))
      .flatMap((line) => differenceInRefund(bill.day, line));
    const foreign = refunds.filter((line) => !isIgnored(line) && isForeign(line));
    return {
      differences: [...ofPayments, ...ofRefunds, ...(await this.unbookedIn(bill, foreign))],
      ignored: [...payments, ...refunds].filter(isIgnored),
    };
  }

  /** Refunds under numbers of Alipay's pages: our books know their sum. */
  private async unbookedIn(bill: Bill, lines: readonly OddRefundLine[]): Promise<Difference[]> {
    const known = lines.filter(({ paymentId }) => paymentId !== null);
    if (known.length === 0) return [];
    const numbers = [...new Set(known.map(({ outTradeNo }) => outTradeNo))];
    const all = await this.match.foreignLines(numbers);
    const booked = await this.match.foreignBooked(numbers);
    return numbers.flatMap((number) => {
      const ofTrade = all
        .filter(({ outTradeNo }) => outTradeNo === number)
        .map((line) => ({ ...line, amount: yuanToFen(line.amount) }));
      const missing = unbooked(ofTrade, booked.get(number) ?? 0);
      return missing.flatMap((one) => {
        const line = known.find(
          ({ outTradeNo, requestNo, finishedAt }) =>
            outTradeNo === number &&
            requestNo === one.requestNo &&
            finishedAt.getTime() === one.finishedAt.getTime(),
        );
        return line === undefined ? [] : [differenceOf(bill.day, 'refund-missing-here', line)];
      });
    });
  }

  /** What of two days stands in no bill, now that the bill of the next day is there as well. */
  private async lookBack(bill: Bill, step: () => void): Promise<number> {
    let written = 0;
    for (const day of await this.bills.wholeDays(bill)) {
      const whole = spanOf(day);
      const isOfFew = await this.books.isOfFew(whole, FEW);
      for (const span of isOfFew ? [whole] : partsOf(whole, SPAN_MS)) {
        step();
        const differences = await this.oursAlone(day, span);
        written += await this.log.write(bill.type, differences);
      }
    }
    return written;
  }

  private async oursAlone(day: string, span: Span): Promise<Difference[]> {
    const ours = await this.alone(span);
    const foreign = await this.foreignAlone(span);
    return [...ours, ...foreign].map((one) =>
      alone(day, one.refundId === null ? 'missing-there' : 'refund-missing-there', one),
    );
  }

  /** Refunds of Alipay's pages that our books have and no bill tells of. */
  private async foreignAlone(span: Span): Promise<OursAlone[]> {
    const refunds = await this.match.foreignRefunds(span);
    if (refunds.length === 0) return [];
    const numbers = [...new Set(refunds.map(({ outTradeNo }) => outTradeNo))];
    const lines = await this.match.foreignLines(numbers);
    const booked = await this.match.foreignBooked(numbers);
    return refunds.filter(({ outTradeNo }) => {
      const billed = lines
        .filter((line) => line.outTradeNo === outTradeNo)
        .reduce((sum, { amount }) => sum + yuanToFen(amount), 0);
      return billed < (booked.get(outTradeNo) ?? 0);
    });
  }
}

function isForeign(line: OddRefundLine): boolean {
  return differenceOfRefund(line) === 'not-ours';
}

function differenceIn(day: string, line: OddPaymentLine): Difference[] {
  const kind = differenceOfPayment(line);
  return kind === null ? [] : [differenceOf(day, kind, line)];
}

/** A number that is none of ours, of a trade that is none of ours: nothing here can be its match. */
function differenceInRefund(day: string, line: OddRefundLine): Difference[] {
  const kind = differenceOfRefund(line);
  if (kind === null || (kind === 'not-ours' && line.paymentId !== null)) return [];
  return [differenceOf(day, kind === 'not-ours' ? 'refund-missing-here' : kind, line)];
}

function differenceOf(
  day: string,
  kind: Difference['kind'],
  line: OddPaymentLine | OddRefundLine,
): Difference {
  const ours = 'refund' in line ? line.refund : line.payment;
  return {
    kind,
    day,
    outTradeNo: line.outTradeNo,
    tradeNo: line.tradeNo,
    requestNo: line.requestNo === '' ? null : line.requestNo,
    billAmount: line.amount,
    ourAmount: ours?.amount ?? null,
    orderId: line.orderId,
    paymentId: line.paymentId,
    refundId: 'refundId' in line ? line.refundId : null,
    happenedAt: line.finishedAt,
  };
}

function alone(
  day: string,
  kind: Difference['kind'],
  { amount, at, ...one }: OursAlone,
): Difference {
  return { ...one, kind, day, billAmount: null, ourAmount: amount, happenedAt: at };
}
