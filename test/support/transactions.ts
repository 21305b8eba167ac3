import type { DataSource } from 'typeorm';

/**
 * Has `around` carry out every transaction of a data source from now on: it calls `commit` and may lose what that
 * answers. Answers what undoes this.
 */
export function aroundTransactions(
  source: DataSource,
  around: (commit: () => Promise<unknown>) => Promise<unknown>,
): () => void {
  const create = source.createQueryRunner.bind(source);
  source.createQueryRunner = (...mode) => {
    const runner = create(...mode);
    const { manager } = runner;
    const transaction = manager.transaction.bind(manager) as (work: unknown) => Promise<unknown>;
    const wrapped = (work: unknown) => around(() => transaction(work));
    return Object.assign(runner, { manager: Object.assign(manager, { transaction: wrapped }) });
  };
  return () => {
    source.createQueryRunner = create;
  };
}

/** Counts the transactions of some work. */
export async function countTransactions(
  source: DataSource,
  work: () => Promise<unknown>,
): Promise<number> {
  let count = 0;
  const undo = aroundTransactions(source, (commit) => {
    count += 1;
    return commit();
  });
  await work().finally(undo);
  return count;
}

/** The next commit is done, and nobody hears of it. */
export function loseCommit(source: DataSource): void {
  const undo = aroundTransactions(source, async (commit) => {
    undo();
    await commit();
    throw Object.assign(new Error('gone'), { code: 'ECONNRESET' });
  });
}

/** Transactions of a data source that have done their work and may not commit yet. */
export interface HeldCommits {
  count(): number;
  /** Lets them go, and holds no further ones. */
  release(): void;
}

/** Holds every commit of a data source from now on. */
export function holdCommits(source: DataSource): HeldCommits {
  const create = source.createQueryRunner.bind(source);
  let letGo = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let held = 0;
  source.createQueryRunner = (...mode) => {
    const runner = create(...mode);
    const commit = runner.commitTransaction.bind(runner);
    return Object.assign(runner, {
      commitTransaction: async () => {
        held += 1;
        await gate;
        await commit();
      },
    });
  };
  return {
    count: () => held,
    release: () => {
      source.createQueryRunner = create;
      letGo();
    },
  };
}
