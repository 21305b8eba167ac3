import { untilTrue } from '../servers/database-node.mjs';
import { openTransactions } from './transactions.mjs';

const LANES = 4;
const ROWS_TOGETHER = 8;
const TIMES = 2;
const TABLE = 'raced_rows';
const PLAN = {
  table: TABLE,
  unique: 'name',
  rowOf: ({ name, after }) => ({ name, after: after ?? null }),
};

/**
 * Inserts rows and others that name them, as orders and payments are, while a node goes and comes: the distance of ids
 * changes each time, in sessions that are open too.
 *
 * @param {import('./open-galera.mjs').Galera} galera
 * @returns {Promise<{ told: string, faults: string[] }>}
 */
export async function raceIds({ nodes, database, urlOf }) {
  const [first, , last] = nodes;
  const table = `${database}.${TABLE}`;
  await first.ask(
    `CREATE TABLE ${table} (id BIGINT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40) UNIQUE, after BIGINT NULL)`,
  );
  const race = { tries: 0, done: 0, unavailable: 0, errors: [], over: new AbortController() };
  const { transactions, end } = await openTransactions(urlOf(first), () => void (race.tries += 1));
  const lanes = Array.from({ length: LANES }, (_, lane) => insert(race, transactions, lane));
  for (let times = 0; times < TIMES; times += 1) await goAndCome(last, nodes);
  race.over.abort();
  await Promise.all(lanes);
  await end();
  const wrong = await first.ask(
    `SELECT a.name AS name FROM ${table} a LEFT JOIN ${table} b ON b.id = a.after
     WHERE a.name LIKE 'after %' AND (b.name IS NULL OR a.name <> CONCAT('after ', b.name))`,
  );
  await first.ask(`DROP TABLE ${table}`);
  const { done, tries, unavailable, errors } = race;
  return {
    told: `${done} transactions with ${ROWS_TOGETHER * 2} new rows each while a node went and came ${TIMES} times: ${tries - done} tried again, ${unavailable} given up, ${wrong.length} rows that name another`,
    faults: [...wrong.map(({ name }) => `${name} names another row`), ...errors],
  };
}

async function insert(race, transactions, lane) {
  for (let number = 1; !race.over.signal.aborted; number += 1) {
    try {
      await transactions.run((tx) => insertPairs(tx, `${lane}-${number}`));
      race.done += 1;
    } catch (error) {
      noteError(race, error);
    }
  }
}

function noteError(race, error) {
  if (error.slug === 'database-unavailable') race.unavailable += 1;
  else race.errors.push(error.message);
}

async function insertPairs(tx, group) {
  const { insertWithIds } = await import('../../../dist/src/database/batching/rows.js');
  const names = Array.from({ length: ROWS_TOGETHER }, (_, index) => `${group}-${index}`);
  const rows = insertWithIds(
    tx,
    PLAN,
    names.map((name) => ({ name })),
  );
  const after = rows.made.map(({ name, id }) => ({ name: `after ${name}`, after: id }));
  const others = insertWithIds(tx, PLAN, after);
  await Promise.all([rows.done, others.done]);
}

async function goAndCome(node, nodes) {
  const [other] = nodes;
  await node.kill();
  await untilTrue('the others are without it', async () => (await sizeAt(other)) < nodes.length);
  // Killed in the middle of a change of tables, it would take that back after it was sent the whole state (MariaDB 10.11).
  node.empty();
  await node.start();
  await untilTrue('it is back', node.isSynced);
}

async function sizeAt(node) {
  const [{ Value: size }] = await node.ask("SHOW STATUS LIKE 'wsrep_cluster_size'");
  return Number(size);
}
