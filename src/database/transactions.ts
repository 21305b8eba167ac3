import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { setTimeout as pause } from 'node:timers/promises';
import { type DatabaseTrouble, databaseTrouble } from './database-trouble.js';

const MAX_TRIES = 7;
const BASE_PAUSE_MS = 10;
const MAX_PAUSE_MS = 500;

type Attempt<Result> =
  | { readonly ended: true; readonly result: Result }
  | { readonly ended: false; readonly trouble: DatabaseTrouble };

/** The only way to a transaction. */
@Injectable()
export class Transactions {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /**
   * Runs `work` in one READ COMMITTED transaction and answers what it answers after the commit. On a deadlock, a lock
   * timeout, a cluster conflict or a lost connection the whole of it runs again, at most 7 times with full jitter, so
   * `work` must re-read what it decides on and bear a commit whose answer was lost.
   * Throws what `work` throws, and Problem `unavailable` when the tries are used up or the pool's queue is full.
   */
  async run<Result>(work: (tx: EntityManager) => Promise<Result>): Promise<Result> {
    for (let tries = 1; ; tries += 1) {
      const attempt = await this.attempt(work);
      if (attempt.ended) return attempt.result;
      if (!attempt.trouble.again || tries >= MAX_TRIES) throw attempt.trouble.problem;
      await pause(Math.random() * Math.min(MAX_PAUSE_MS, BASE_PAUSE_MS * 2 ** tries));
    }
  }

  private async attempt<Result>(
    work: (tx: EntityManager) => Promise<Result>,
  ): Promise<Attempt<Result>> {
    try {
      return { ended: true, result: await this.dataSource.transaction('READ COMMITTED', work) };
    } catch (error) {
      const trouble = databaseTrouble(error);
      if (trouble === null) throw error;
      return { ended: false, trouble };
    }
  }
}
