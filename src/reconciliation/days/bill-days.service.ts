import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BillType } from '../../alipay/alipay-bills.js';
import { ArchiveService } from '../../archive/archive.service.js';
import { Transactions } from '../../database/transactions.js';
import { Outbox } from '../../events/outbox.js';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import { NO_SUMS } from '../bill-file/sums.js';
import { BillFetch, type Fetched } from '../fetching/bill-fetch.service.js';
import { AccountMatching } from '../matching/account-matching.service.js';
import { BooksRepository } from '../matching/books.repository.js';
import { DayMatching } from '../matching/day-matching.service.js';
import {
  type Bill,
  type BillChange,
  BillRepository,
  type Ignored,
} from '../model/bill.repository.js';
import { type BillEvent, isDone } from '../model/bill-states.js';
import { dayPlus, dueAt, spanOf } from '../model/day.js';
import { absentMeans } from './absent-bill.js';
import { whileHeld } from './bill-hold.js';
import { completedEvent } from './completed-event.js';

/** A bill that is not there is asked for again then. */
const AGAIN_MS = 20 * 60_000;

const MAX_FAULT = 500;

/** How a day is done. */
export interface DayOptions {
  /** A zip that somebody has fetched by hand; Alipay is asked when it is not given. */
  readonly file?: string;
  /** Hears what is done, and how many lines were read; may throw, which ends it. */
  readonly progress?: (what: 'read' | 'match', lines: number) => void;
}

/** What doing a day did. */
export interface DayDone {
  readonly bill: Bill;
  /** Why the bill could not be used, or is not there; null: it was held against our books. */
  readonly fault: string | null;
  /** Rows that were written, but for those of the bill itself. */
  readonly written: number;
}

/** Does a day: gets its bill, holds it against our books, and writes down what differs. Doing it twice changes nothing. */
@Injectable()
export class BillDays {
  private readonly logger = new Logger(BillDays.name);

  constructor(
    private readonly bills: BillRepository,
    private readonly fetching: BillFetch,
    private readonly matching: DayMatching,
    private readonly accountMatching: AccountMatching,
    private readonly books: BooksRepository,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly archive: ArchiveService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Does a day (`2026-11-20`, in China time) now, whatever was done about it before; null: another process is at it.
   * Throws what `progress` throws.
   */
  async run(type: BillType, day: string, options: DayOptions = {}): Promise<DayDone | null> {
    const { id } = await this.bills.ensure(type, day, dueAt(day), this.clock.now());
    return whileHeld(this.bills, this.clock, id, async () => this.runHeld(id, options));
  }

  private async runHeld(id: string, options: DayOptions): Promise<DayDone> {
    const { file, progress = () => undefined } = options;
    const bill = await this.bills.byId(id);
    const read = (lines: number) => progress('read', lines);
    const fetched = await (file === undefined
      ? this.fetching.fromAlipay(bill, read)
      : this.fetching.fromFile(bill, file, read));
    const fault = await this.take(bill, fetched);
    const now = await this.bills.byId(id);
    const isToMatch = fault === null || now.state === 'FETCHED';
    const written = isToMatch ? await this.match(now, () => progress('match', 0)) : 0;
    return { bill: await this.ended(id), fault, written };
  }

  /** Whatever became of it, a bill is looked at once for each time that it was due. */
  private async ended(id: string): Promise<Bill> {
    const bill = await this.bills.byId(id);
    if (bill.nextCheckAt === null || bill.nextCheckAt > this.clock.now()) return bill;
    await this.bills.schedule(id, null);
    return { ...bill, nextCheckAt: null };
  }

  /** Writes down how asking ended; answers why there is nothing to match. */
  private async take(bill: Bill, fetched: Fetched): Promise<string | null> {
    switch (fetched.kind) {
      case 'staged':
        return this.takeStaged(bill, fetched);
      case 'empty':
        return this.takeEmpty(bill);
      case 'not-there':
        return this.takeAbsent(bill);
      case 'unknown':
        return this.wait(bill, fetched.reason);
      case 'broken':
        return this.takeBroken(bill, fetched.reason);
    }
  }

  private async takeStaged(
    bill: Bill,
    { staged }: Extract<Fetched, { kind: 'staged' }>,
  ): Promise<null> {
    const { isSame, sha256, bill: read } = staged;
    if (isSame || read === null) return null;
    await this.move(bill, 'fetch', {
      account: read.head.account,
      fileSha256: sha256,
      linesDigest: read.digest,
      sums: read.sums,
      accountSums: read.accountSums,
      fault: null,
      fetchedAt: this.clock.now(),
    });
    return null;
  }

  private async takeEmpty(bill: Bill): Promise<string | null> {
    if (bill.state === 'EMPTY') return null;
    const now = this.clock.now();
    const sums = bill.type === 'trade' ? NO_SUMS : null;
    const change = { sums, fault: null, nextCheckAt: null, fetchedAt: now };
    const isEmpty = await this.move(bill, 'empty', change);
    return isEmpty ? null : 'Alipay says that the bill is empty, and it was not before';
  }

  private async takeAbsent(bill: Bill): Promise<string | null> {
    const span = spanOf(bill.day);
    const counts = [await this.books.paid(span), await this.books.refunded(span)];
    const hasBusiness = counts.some(({ count }) => count > 0);
    const { day } = bill;
    const means = absentMeans({ day, now: this.clock.now(), hasBusiness });
    return means === 'empty'
      ? this.takeEmpty(bill)
      : this.wait(bill, 'Alipay has no such bill yet');
  }

  /** What was done once is not waited for. */
  private async wait(bill: Bill, fault: string): Promise<string> {
    this.logger.warn({ day: bill.day, fault }, 'the bill is not there');
    const isOver = isDone(bill.state);
    const nextCheckAt = isOver ? null : plusMs(this.clock.now(), AGAIN_MS);
    const change = { nextCheckAt, attempts: bill.attempts + 1, fault: fault.slice(0, MAX_FAULT) };
    await this.move(bill, 'wait', isOver ? { nextCheckAt } : change);
    return fault;
  }

  private async takeBroken(bill: Bill, reason: string): Promise<string> {
    this.logger.error({ day: bill.day, reason }, 'the bill cannot be used; nothing was matched');
    const change = { nextCheckAt: null, fault: reason.slice(0, MAX_FAULT) };
    await this.move(bill, 'break', change);
    return reason;
  }

  private async match(bill: Bill, step: () => void): Promise<number> {
    await this.bringBack(bill);
    const { ignored, written } = await this.matchingOf(bill).run(bill, step);
    const isNew = bill.state === 'FETCHED' || bill.matchedAt === null || differs(bill, ignored);
    if (isNew) await this.complete(bill, ignored);
    if (isNew && bill.type === 'trade') await this.lookAgain(bill.day);
    return written;
  }

  /** What the bill tells of, and what our books have of the days around it, may lie in the archive. */
  private async bringBack({ id, day }: Bill): Promise<void> {
    await this.archive.bringBackDays([dayPlus(day, -1), day, dayPlus(day, 1)]);
    while (await this.archive.bringBack(await this.books.archivedNumbers(id)));
  }

  /** A trade bill that came after the account's logs is looked for in them once more. */
  private async lookAgain(day: string): Promise<void> {
    const account = await this.bills.find('signcustomer', day);
    const isOver = account !== null && isDone(account.state);
    if (isOver) await this.bills.schedule(account.id, this.clock.now());
  }

  private matchingOf({ type }: Bill): DayMatching | AccountMatching {
    return type === 'trade' ? this.matching : this.accountMatching;
  }

  private complete(bill: Bill, ignored: Ignored): Promise<void> {
    return this.transactions.run(async (tx) => {
      const change = { ignored, fault: null, nextCheckAt: null, matchedAt: this.clock.now() };
      await this.bills.move(tx, bill, bill.state === 'EMPTY' ? 'empty' : 'match', change);
      await this.outbox.write(tx, completedEvent(bill, await this.books.counts(tx, bill.day)));
    });
  }

  private move(bill: Bill, event: BillEvent, change: BillChange): Promise<boolean> {
    return this.transactions.run((tx) => this.bills.move(tx, bill, event, change));
  }
}

function differs({ ignored: known }: Bill, { count, amount }: Ignored): boolean {
  return known === null || known.count !== count || known.amount !== amount;
}
