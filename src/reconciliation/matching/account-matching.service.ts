import { Injectable } from '@nestjs/common';
import { type Bill, BillRepository } from '../model/bill.repository.js';
import { dayPlus } from '../model/day.js';
import type { Difference, DiscrepancyKind } from '../model/discrepancy.js';
import { AccountMatchRepository, type MissingInAccount } from './account-match.repository.js';
import { brokenIn, openingOf } from './account-rules.js';
import type { Matched } from './day-matching.service.js';
import { DiscrepancyLog } from './discrepancy-log.service.js';
import { MatchRepository } from './match.repository.js';

/** So many days without a movement are looked past for the balance before a day. */
const MOST_EMPTY_DAYS = 31;

/** Checks a day's account log: each balance follows from the one before it, and what the trade bill tells of is in it. */
@Injectable()
export class AccountMatching {
  constructor(
    private readonly bills: BillRepository,
    private readonly lines: MatchRepository,
    private readonly match: AccountMatchRepository,
    private readonly log: DiscrepancyLog,
  ) {}

  /** Writes down what is wrong with a log that was staged, or is empty. `step` is called between statements. */
  async run(bill: Bill, step: () => void): Promise<Matched> {
    let written = await this.log.write(bill.type, await this.balancesIn(bill));
    for (const day of await this.bills.wholeDays(bill)) {
      written += await this.lookFor(bill, day, step);
    }
    return { ignored: { count: 0, amount: 0 }, written };
  }

  /** A log that came late is held against the day before it and the day after it. */
  private async balancesIn({ type, day, accountSums }: Bill): Promise<Difference[]> {
    const next = dayPlus(day, 1);
    const after = await this.bills.find(type, next);
    return [
      ...brokenIn(day, accountSums),
      ...openingOf(day, accountSums, await this.closingBefore(day)),
      ...openingOf(next, after?.accountSums ?? null, accountSums?.closing ?? null),
    ];
  }

  private async closingBefore(day: string): Promise<number | null> {
    for (let back = 1; back <= MOST_EMPTY_DAYS; back += 1) {
      const bill = await this.bills.find('signcustomer', dayPlus(day, -back));
      if (bill?.state === 'EMPTY') continue;
      return bill?.accountSums?.closing ?? null;
    }
    return null;
  }

  /** What a day's trade bill tells of may stand in the next day's log: it is missing once that one is there. */
  private async lookFor(bill: Bill, day: string, step: () => void): Promise<number> {
    const trade = await this.bills.find('trade', day);
    if (trade?.state !== 'MATCHED') return 0;
    let written = 0;
    for (const range of await this.lines.rangesOf(trade.id)) {
      step();
      const fees = await this.match.fees(range, day);
      const refunds = await this.match.refunds(range, day);
      written += await this.log.write(bill.type, [
        ...fees.map((one) => missing(day, 'fee-missing-in-account', one)),
        ...refunds.map((one) => missing(day, 'refund-missing-in-account', one)),
      ]);
    }
    return written;
  }
}

function missing(
  day: string,
  kind: DiscrepancyKind,
  { amount, requestNo, ...one }: MissingInAccount,
): Difference {
  return {
    ...one,
    kind,
    day,
    requestNo: requestNo === '' ? null : requestNo,
    billAmount: amount,
    ourAmount: null,
    refundId: null,
  };
}
