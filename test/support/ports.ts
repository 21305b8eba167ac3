import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below those that systems give to whoever asks for any port: what connects somewhere meanwhile takes none of these. A node of
 * a cluster of Redis speaks to the others on the port that is higher by 10,000.
 */
const PORTS = { lowest: 11_000, count: 20_000 };
/** Each of eight processes of Jest has ports of its own: a port that one of them found free is not taken by another meanwhile. */
const EACH = 2_500;
/** Where a run's ports begin; runs that go on at the same time begin elsewhere. */
const RUN = (process.ppid * 7_919) % PORTS.count;

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

let turn = randomInt(EACH);

/**
 * A port of loopback that was free a moment ago, another one each time: addresses in signed links must be known before the
 * server listens.
 */
export async function freePort(): Promise<number> {
  const own = Number(process.env['JEST_WORKER_ID'] ?? 1) * EACH;
  for (;;) {
    turn = (turn + 1) % EACH;
    const port = PORTS.lowest + ((RUN + own + turn) % PORTS.count);
    if (await isFree(port)) return port;
  }
}
