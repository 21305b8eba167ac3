const KILL_EVERY_MS = 4_000;

/** Two workers; the older of them is killed without warning again and again, and Redis is emptied twice. */
export function killing(start, redisUrl) {
  const workers = [start('worker', 'dist/src/worker.js'), start('worker', 'dist/src/worker.js')];
  const counts = { killed: 0, flushed: 0 };
  const timer = setInterval(() => {
    workers.shift()?.end({ signal: 'SIGKILL' });
    counts.killed += 1;
    workers.push(start('worker', 'dist/src/worker.js'));
  }, KILL_EVERY_MS);
  const flush = async () => {
    const { Redis } = await import('ioredis');
    const redis = new Redis(redisUrl);
    await redis.flushall();
    redis.disconnect();
    counts.flushed += 1;
  };
  const flushes = [15_000, 40_000].map((after) => setTimeout(() => void flush(), after));
  const stop = () => {
    clearInterval(timer);
    flushes.forEach((flushing) => clearTimeout(flushing));
  };
  return { counts, stop };
}
