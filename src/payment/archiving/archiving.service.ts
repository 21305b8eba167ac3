import { Inject, Injectable } from '@nestjs/common';
import { AlipayConfig } from '../../../config/alipay.config.js';
import { ArchiveService } from '../../archive/archive.service.js';
import { Transactions } from '../../database/transactions.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { ArchivableRepository, type ScanPosition } from './archivable.repository.js';
import { ENDED_STATES, type Stays, whyItStays } from './archive-rules.js';

/** Orders in one transaction: a tenth of a second. */
const TOGETHER = 200;
const FIRST: ScanPosition = { createdAt: new Date(0), id: '0' };

/** What has been archived, and why others stayed. */
export interface Archived {
  readonly orders: number;
  /** Rows of all tables. */
  readonly rows: number;
  readonly stayed: Readonly<Partial<Record<Stays, number>>>;
}

/** How an archiving goes about it. */
export interface ArchivingOptions {
  /** Orders to which anything happened since stay. */
  readonly before: Date;
  /** Ends once so many are archived. */
  readonly limit: number;
  /** Hears after each transaction what was done so far. */
  readonly progress?: (soFar: Archived) => void;
}

/** Moves orders into the archive with which nobody has anything left to do. */
@Injectable()
export class Archiving {
  constructor(
    private readonly old: ArchivableRepository,
    private readonly archive: ArchiveService,
    private readonly transactions: Transactions,
    private readonly alipay: AlipayConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Archives what may be, oldest first, in small transactions; whatever ends it, the next run goes on from there. */
  async run({ before, limit, progress = () => undefined }: ArchivingOptions): Promise<Archived> {
    let done: Archived = { orders: 0, rows: 0, stayed: {} };
    for await (const found of this.oldOnes(before)) {
      const room = limit - done.orders;
      done = added(done, await this.archiveOf(found.slice(0, room), before));
      progress(done);
      if (done.orders >= limit) break;
    }
    return done;
  }

  /** The places of old orders, some at a time. */
  private async *oldOnes(before: Date): AsyncGenerator<ScanPosition[]> {
    for (const state of ENDED_STATES) {
      let found = await this.old.scan(state, before, FIRST, TOGETHER);
      while (found.length > 0) {
        yield found;
        found = await this.old.scan(state, before, found.at(-1) ?? FIRST, TOGETHER);
      }
    }
  }

  private archiveOf(found: readonly ScanPosition[], before: Date): Promise<Archived> {
    const terms = { now: this.clock.now(), before, refundableMs: this.alipay.refundableMs };
    return this.transactions.run(async (tx) => {
      const all = await this.old.facts(
        tx,
        found.map(({ id }) => id),
      );
      const stayed: Partial<Record<Stays, number>> = {};
      const going: string[] = [];
      for (const facts of all) {
        const why = whyItStays(facts, terms);
        if (why === null) going.push(facts.id);
        else stayed[why] = (stayed[why] ?? 0) + 1;
      }
      return { orders: going.length, rows: await this.archive.move(tx, going), stayed };
    });
  }
}

function added(one: Archived, other: Archived): Archived {
  const stayed = { ...one.stayed };
  for (const [why, count] of Object.entries(other.stayed) as [Stays, number][])
    stayed[why] = (stayed[why] ?? 0) + count;
  return { orders: one.orders + other.orders, rows: one.rows + other.rows, stayed };
}
