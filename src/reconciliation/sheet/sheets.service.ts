import { ApiSchema } from '@nestjs/swagger';
import {
  ApiDay,
  ApiInstant,
  ApiInteger,
  ApiOneOf,
  ApiText,
  pageOfClass,
} from '../../http/openapi/api-members.js';
import { BILL_TYPES, type BillType } from '../../alipay/alipay-bills.js';
import { Inject, Injectable } from '@nestjs/common';
import { ReconciliationConfig } from '../../../config/reconciliation.config.js';
import { AuditLog } from '../../audit/audit-log.service.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { Transactions } from '../../database/transactions.js';
import { type Page, type PageRequest, toPage } from '../../http/page.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { yuanToFen } from '../../kernel/money.js';
import { Problem } from '../../kernel/problem.js';
import { toChinaDay, toRfc3339 } from '../../kernel/shanghai-time.js';
import type { Language } from '../../kernel/words.js';
import { yuanOf } from '../bill-file/sums.js';
import { BooksRepository } from '../matching/books.repository.js';
import { DayMatching } from '../matching/day-matching.service.js';
import { DiscrepancyLog } from '../matching/discrepancy-log.service.js';
import { type Bill, type BillFilter, BillRepository } from '../model/bill.repository.js';
import { BILL_STATES, type BillState, isDone } from '../model/bill-states.js';
import { dayPlus, isDay, spanOf } from '../model/day.js';
import {
  type DiscrepancyFilter,
  DiscrepancyRepository,
  type OpenCount,
} from '../model/discrepancy.repository.js';
import { type DiscrepancyView, discrepancyView } from './discrepancy-view.js';
import { type Sheet, sheetOf, type SheetSum } from './sheet.js';

/** A day in the list of days. */
@ApiSchema({ name: 'Reconciliation' })
export class BillView {
  @ApiDay() readonly day!: string;
  @ApiOneOf('BillType', BILL_TYPES) readonly type!: BillType;
  @ApiOneOf('BillState', BILL_STATES) readonly state!: BillState;
  @ApiText({ nullable: true }) readonly fault!: string | null;
  @ApiInstant({ nullable: true }) readonly nextCheckAt!: string | null;
  @ApiInstant({ nullable: true }) readonly matchedAt!: string | null;
  @ApiInteger({ description: 'Differences between this bill and our books that are open' })
  readonly openDiscrepancies!: number;
}

/** A part of the list of days, on the wire. */
export const BillPage = pageOfClass('ReconciliationPage', BillView);

/** Shows days and their differences to operators, and takes their decisions. */
@Injectable()
export class Sheets {
  constructor(
    private readonly bills: BillRepository,
    private readonly discrepancies: DiscrepancyRepository,
    private readonly books: BooksRepository,
    private readonly matching: DayMatching,
    private readonly log: DiscrepancyLog,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
    private readonly config: ReconciliationConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The days, the newest first. */
  async days(filter: BillFilter, page: PageRequest): Promise<Page<BillView>> {
    const bills = await this.bills.page(filter, page.after, page.limit + 1);
    const open = await this.discrepancies.openOf(bills.map(({ day }) => day));
    return toPage(
      bills,
      page,
      ({ id }) => id,
      (bill) => billView(bill, open),
    );
  }

  /** A bill as the list of days shows it. */
  async view(bill: Bill): Promise<BillView> {
    return billView(bill, await this.discrepancies.openOf([bill.day]));
  }

  /** Has a worker do a day as soon as it can. Throws Problem `no-such-day` for a day that is not over. */
  async request(staff: SignedInUser, day: string): Promise<BillView> {
    const now = this.clock.now();
    if (!isDay(day) || day >= toChinaDay(now)) throw noSuchDay();
    await this.transactions.run(async (tx) => {
      for (const type of this.config.billTypes) await this.bills.request(tx, type, day, now);
      await this.audit.write(tx, staff, {
        action: 'reconciliation.request',
        object: { kind: 'reconciliation', id: day },
        after: { types: this.config.billTypes },
      });
    });
    const bill = await this.bills.find('trade', day);
    if (bill === null) throw noSuchDay();
    return this.view(bill);
  }

  /** A day's sheet, in a language. Throws Problem `no-such-day`. */
  async sheet(day: string, language: Language): Promise<Sheet> {
    const bill = isDay(day) ? await this.bills.find('trade', day) : null;
    if (bill === null) throw noSuchDay();
    const span = spanOf(day);
    const material = {
      bill,
      account: await this.bills.find('signcustomer', day),
      paid: await this.books.paid(span),
      refunded: await this.books.refunded(span),
      waiting: await this.waiting(bill),
      discrepancies: await this.discrepancies.ofDay(day),
    };
    return sheetOf(material, language);
  }

  /** Differences, the newest first. */
  async list(
    filter: DiscrepancyFilter,
    page: PageRequest,
    language: Language,
  ): Promise<Page<DiscrepancyView>> {
    const rows = await this.discrepancies.page(filter, page.after, page.limit + 1);
    return toPage(
      rows,
      page,
      ({ id }) => id,
      (one) => discrepancyView(one, language),
    );
  }

  /** Notes a person's decision. Throws Problem `no-such-discrepancy`, `discrepancy-ended`. */
  async resolve(
    operator: SignedInUser,
    id: string,
    note: string,
    language: Language,
  ): Promise<DiscrepancyView> {
    await this.transactions.run(async (tx) => {
      const one = await this.discrepancies.byId(id, tx);
      if (one === null) throw noSuchDiscrepancy();
      const { username: who, id: endedBy } = operator;
      const how = { done: `${who}: ${note}`, endedBy, who, told: 'decided by a person' };
      const isEnded = await this.log.end(tx, one, how);
      if (!isEnded) {
        throw new Problem('discrepancy-ended');
      }
      await this.audit.write(tx, operator, {
        action: 'discrepancy.resolve',
        object: { kind: 'discrepancy', id },
        before: { state: one.state, day: one.day },
        after: { state: 'RESOLVED' },
        reason: note,
      });
    });
    const ended = await this.discrepancies.byId(id);
    if (ended === null) throw noSuchDiscrepancy();
    return discrepancyView(ended, language);
  }

  private async waiting(bill: Bill): Promise<SheetSum> {
    const next = await this.bills.find('trade', dayPlus(bill.day, 1));
    const isOver = next !== null && isDone(next.state);
    if (isOver || !isDone(bill.state)) return { count: 0, sum: '0.00' };
    const alone = await this.matching.alone(spanOf(bill.day));
    const sum = alone.reduce((total, { amount }) => total + yuanToFen(amount), 0);
    return { count: alone.length, sum: yuanOf(sum) };
  }
}

function billView(bill: Bill, open: readonly OpenCount[]): BillView {
  const { day, type, state, fault } = bill;
  const own = open.find((one) => one.day === day && one.type === type);
  return {
    day,
    type,
    state,
    fault,
    nextCheckAt: time(bill.nextCheckAt),
    matchedAt: time(bill.matchedAt),
    openDiscrepancies: own?.count ?? 0,
  };
}

function time(at: Date | null): string | null {
  return at === null ? null : toRfc3339(at);
}

function noSuchDay(): Problem {
  return new Problem('no-such-day');
}

function noSuchDiscrepancy(): Problem {
  return new Problem('no-such-discrepancy');
}
