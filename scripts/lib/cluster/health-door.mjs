import { createServer } from 'node:http';
import { createConnection } from 'mysql2/promise';

/** A balancer is told 503 when a node has not said by then how it is. */
const PATIENCE_MS = 800;

/** What makes a node fit to be written to. */
const FITNESS = {
  galera: {
    // Whether it is fit is asked of the node as it is, without waiting for what others have done.
    first: ['SET SESSION wsrep_sync_wait = 0'],
    sql: `SHOW STATUS WHERE Variable_name IN ('wsrep_ready', 'wsrep_local_state', 'wsrep_cluster_status')`,
    isFit: (rows) =>
      rows
        .map(({ Value: value }) => value)
        .toSorted()
        .join() === '4,ON,Primary',
  },
  replica: {
    sql: 'SELECT @@global.read_only AS only_reads',
    isFit: ([row]) => Number(row.only_reads) === 0,
  },
};

/**
 * A process that tells a balancer by HTTP which nodes may be written to, as Debian's `clustercheck` does: it reads
 * `CLUSTER_HEALTH` (JSON: `kind`, `account`, and of each node `port` and `healthPort`).
 */
const { kind, account, nodes } = JSON.parse(process.env.CLUSTER_HEALTH);
for (const { port, healthPort } of nodes) {
  createServer((_, response) => {
    void look(port).then((isFit) => response.writeHead(isFit ? 200 : 503).end());
  }).listen(healthPort, '127.0.0.1');
}

async function look(port) {
  const { first = [], sql, isFit } = FITNESS[kind];
  let connection;
  const asked = (async () => {
    connection = await createConnection({
      host: '127.0.0.1',
      port,
      ...account,
      connectTimeout: PATIENCE_MS,
    });
    connection.on('error', () => {});
    for (const statement of first) await connection.query(statement);
    const [rows] = await connection.query({ sql, timeout: PATIENCE_MS });
    return isFit(rows);
  })();
  try {
    return await asked;
  } catch {
    return false;
  } finally {
    connection?.destroy();
  }
}
