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
