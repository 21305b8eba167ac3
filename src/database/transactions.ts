import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { setTimeout as pause } from 'node:timers/promises';
import { Batcher, type BatchOutcome } from './batching/batcher.js';
import { CHANCE, type Chance } from '../kernel/chance.js';
import { type DatabaseTrouble, databaseTrouble, DatabaseUnavailable } from './database-trouble.js';
import { pipelineStatements } from './batching/statement-pipeline.js';

const MAX_TRIES = 7;
/** Then no further try begins: who asked over HTTP is to be told while the connection is still there (30 s). */
const LONGEST_TRYING_MS = 15_000;
const BASE_PAUSE_MS = 10;
const MAX_PAUSE_MS = 500;
const MAX_BATCH = 64;
/** One at a time: what gathers meanwhile is the next batch. More of them would be smaller, and cost more. */
const LANES = 1;
/** A second or two of work. While the database is slow or away, a client is better told so than kept waiting for long. */
const MAX_WAITING = 2_000;
/** A batch of orders takes some 10 ms; when the database is slow, nobody is to wait for longer because of others. */
const MAX_GATHER_MS = 20;
/** Far longer than a batch takes unless somebody holds what it wants, or its connection has fallen silent. */
const PATIENCE_MS = 500;

type Attempt<Result> =
  | { readonly ended: true; readonly result: Result }
  | { readonly ended: false; readonly trouble: DatabaseTrouble };

/** The only way to a transaction. */
@Injectable()
export class Transactions {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(CHANCE) private readonly chance: Chance,
  ) {}

  /**
   * Runs `work` in one READ COMMITTED transaction and answers what it answers after the commit. On a deadlock, a lock
   * timeout, a cluster conflict or a lost connection the whole of it runs again, at most 7 times with full jitter and not
   * after 15 seconds, so `work` must re-read what it decides on and bear a commit whose answer was lost.
   * Throws what `work` throws, and Problem `unavailable` when the tries are used up or the pool's queue is full.
   */
  run<Result>(work: (tx: EntityManager) => Promise<Result>): Promise<Result> {
    return this.tryAgain(work, ({ again }) => again);
  }

  /**
   * Lets requests that are in flight at the same time share transactions: each gets its own outcome after the commit,
   * and one that makes a transaction fail is tried apart from its neighbours. Those who share a transaction with one
   * who wants a row that somebody holds wait with it for one lock timeout. `work` is as for {@link run}; requests of
   * one `keyOf` are never in work at the same time. When very many wait, a further one is told `unavailable` at once.
   */
  shared<Request, Result>(
    work: (
      tx: EntityManager,
      requests: readonly Request[],
    ) => Promise<readonly BatchOutcome<Result>[]>,
    keyOf: (request: Request) => string,
  ): Batcher<Request, Result> {
    const together = (requests: readonly Request[], isAlone: boolean) =>
      // Whoever wants a row that somebody holds waits for it alone.
      this.tryAgain(
        (tx) => work(tx, requests),
        ({ again, problem }) => again && (isAlone || !problem.isLockWait),
      );
    return new Batcher(together, {
      maxSize: MAX_BATCH,
      lanes: LANES,
      maxWaiting: MAX_WAITING,
      refusal: () => new DatabaseUnavailable(false),
      maxGatherMs: MAX_GATHER_MS,
      elapsedMs: () => performance.now(),
      patienceMs: PATIENCE_MS,
      keyOf,
      isCommon,
      isHeldUp: isLockWait,
    });
  }

  private async tryAgain<Result>(
    work: (tx: EntityManager) => Promise<Result>,
    isWorthIt: (trouble: DatabaseTrouble) => boolean,
  ): Promise<Result> {
    const end = performance.now() + LONGEST_TRYING_MS;
    for (let tries = 1; ; tries += 1) {
      const attempt = await this.attempt(work);
      if (attempt.ended) return attempt.result;
      const isOver = tries >= MAX_TRIES || performance.now() >= end;
      if (isOver || !isWorthIt(attempt.trouble)) throw attempt.trouble.problem;
      const longest = Math.min(MAX_PAUSE_MS, BASE_PAUSE_MS * 2 ** tries);
      await pause(this.chance.fraction() * longest);
    }
  }

  private async attempt<Result>(
    work: (tx: EntityManager) => Promise<Result>,
  ): Promise<Attempt<Result>> {
    const runner = this.dataSource.createQueryRunner();
    pipelineStatements(runner);
    try {
      return { ended: true, result: await runner.manager.transaction(work) };
    } catch (error) {
      const trouble = databaseTrouble(error);
      if (trouble === null) throw error;
      return { ended: false, trouble };
    } finally {
      await runner.release();
    }
  }
}

/** Whether the database as a whole is in trouble, and not one row of it. */
function isCommon(error: unknown): boolean {
  return error instanceof DatabaseUnavailable && !error.isLockWait;
}

/** Whether somebody held a row for too long. */
function isLockWait(error: unknown): boolean {
  return error instanceof DatabaseUnavailable && error.isLockWait;
}
