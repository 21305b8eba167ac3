import cluster from 'node:cluster';
import { join } from 'node:path';

/** Runs the built API in as many processes as BENCH_PROCESSES says, all on one port, until it is told to end. */
const count = Number(process.env.BENCH_PROCESSES ?? 1);

cluster.setupPrimary({ exec: join(import.meta.dirname, '..', 'dist', 'src', 'main.js') });
for (let made = 0; made < count; made += 1) cluster.fork();

cluster.on('exit', (worker, code, signal) => {
  if (!isEnding) process.stderr.write(`API process ${worker.id} ended (${signal ?? code}).\n`);
  if (Object.keys(cluster.workers).length === 0) process.exit(isEnding ? 0 : 1);
});

let isEnding = false;
process.on('SIGTERM', () => {
  isEnding = true;
  for (const worker of Object.values(cluster.workers)) worker.process.kill('SIGTERM');
});
