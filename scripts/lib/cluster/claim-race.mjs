import { openTransactions } from './transactions.mjs';

const JOBS = 1_000;
const AT_A_TIME = 10;
const TABLE = 'raced_jobs';
const ROWS = { table: TABLE, dueAt: 'due_at' };

/**
 * Two workers on each node claim the same rows at the same time, as the shop's own do. A row that two of them were given is
 * a fault: locks are of one node alone, so only the commit can tell them apart.
 *
 * @param {import('./open-galera.mjs').Galera} galera
 * @returns {Promise<{ told: string, faults: string[] }>}
 */
export async function raceClaims({ nodes, database, urlOf }) {
  const [first] = nodes;
  const table = `${database}.${TABLE}`;
  await first.ask(
    `CREATE TABLE ${table} (id BIGINT PRIMARY KEY, due_at DATETIME(3) NULL, KEY (due_at))`,
  );
  const values = Array.from({ length: JOBS }, (_, index) => [index + 1, new Date(0)]);
  await first.ask(`INSERT INTO ${table} VALUES ?`, [values]);
  const race = { given: new Map(), tries: 0, unavailable: 0 };
  await Promise.all([...nodes, ...nodes].map((node) => work(race, urlOf(node))));
  await first.ask(`DROP TABLE ${table}`);
  const { given, tries, unavailable } = race;
  const twice = [...given].filter(([, times]) => times > 1);
  return {
    told: `${nodes.length * 2} workers on ${nodes.length} nodes claimed ${given.size} rows, each once but for ${twice.length}: ${tries} tries of transactions, ${unavailable} given up`,
    faults: [
      ...(given.size === JOBS ? [] : [`${given.size} of ${JOBS} due rows were claimed`]),
      ...twice.map(([id, times]) => `row ${id} was claimed ${times} times`),
    ],
  };
}

async function work(race, url) {
  const { Claims } = await import('../../../dist/src/database/claims.js');
  const { transactions, end } = await openTransactions(url, () => void (race.tries += 1));
  const clock = { now: () => new Date() };
  const claims = new Claims(transactions, clock, { fraction: () => Math.random() }, ROWS);
  const giveUp = (error) => {
    if (error.slug !== 'database-unavailable') throw error;
    race.unavailable += 1;
    return [];
  };
  while (race.given.size < JOBS) {
    // A worker that is told so comes again at its next round.
    const claimed = await claims.claim({ columns: 'id', limit: AT_A_TIME }).catch(giveUp);
    const ids = claimed.map(({ id }) => String(id));
    for (const id of ids) race.given.set(id, (race.given.get(id) ?? 0) + 1);
    await settle(transactions, claims, ids).catch(giveUp);
  }
  await end();
}

/** What a worker does with its rows in the end: they are not due any more. */
async function settle(transactions, claims, ids) {
  if (ids.length === 0) return;
  const done = `UPDATE ${TABLE} SET due_at = NULL WHERE id IN (?)`;
  await transactions.run((tx) => tx.query(done, [ids]));
  ids.forEach((id) => claims.done(id));
}
