/**
 * The shop's own transactions on one server.
 *
 * @param {string} url
 * @param {() => void} onTry is told of each try
 * @returns {Promise<{ transactions: { run: (work: (tx: any) => Promise<any>) => Promise<any> }, end: () => Promise<void> }>}
 */
export async function openTransactions(url, onTry) {
  const { DataSource } = await import('typeorm');
  const { readSettings } = await import('../../../dist/config/settings.js');
  const { dataSourceOptions } = await import('../../../dist/src/database/data-source.js');
  const { Transactions } = await import('../../../dist/src/database/transactions.js');
  const settings = readSettings({ NODE_ENV: 'test', DATABASE_URL: url });
  const source = await new DataSource(dataSourceOptions(settings.database)).initialize();
  const own = new Transactions(source, { fraction: () => Math.random() });
  const run = (work) =>
    own.run((tx) => {
      onTry();
      return work(tx);
    });
  return { transactions: { run }, end: () => source.destroy() };
}
