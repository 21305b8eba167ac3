import { AsyncLocalStorage } from 'node:async_hooks';
import type { INestApplicationContext } from '@nestjs/common';
import type { Pool } from 'mysql2';
import { DataSource, type EntityManager } from 'typeorm';
import { Transactions } from '../../src/database/transactions.js';

/** Nobody waits for what these ask in passing. */
const IN_PASSING = /notify-arrivals/;

type Work = (tx: EntityManager) => Promise<unknown>;

/**
 * Notes who asks for another connection while a transaction of theirs has one: as many of them at once as the pool has
 * connections wait for each other until they are refused, and everybody else with them.
 *
 * @returns where it was asked for, a stack each
 */
export function watchConnections(app: Pick<INestApplicationContext, 'get'>): readonly string[] {
  const asked: string[] = [];
  const within = new AsyncLocalStorage<{ isOpen: boolean }>();
  const note = (): void => {
    if (within.getStore()?.isOpen !== true) return;
    const { stack = '' } = new Error('within a transaction');
    if (!IN_PASSING.test(stack)) asked.push(stack);
  };
  const source = app.get(DataSource);
  const { pool } = source.driver as unknown as { readonly pool: Pool };
  const [makeRunner, execute] = [source.createQueryRunner.bind(source), pool.execute.bind(pool)];
  source.createQueryRunner = (mode) => {
    note();
    return makeRunner(mode);
  };
  pool.execute = ((...all: Parameters<typeof execute>) => {
    note();
    return execute(...all);
  }) as typeof pool.execute;
  const transactions = app.get<unknown>(Transactions) as { attempt: (work: Work) => unknown };
  const attempt = transactions.attempt.bind(transactions);
  transactions.attempt = (work) =>
    attempt((tx) => {
      const transaction = { isOpen: true };
      const end = (): void => {
        transaction.isOpen = false;
      };
      return within.run(transaction, () => work(tx).finally(end));
    });
  return asked;
}
