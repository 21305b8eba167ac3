/** An API lives for longer than anybody is to wait: one that answers nobody any more is seen by that. */
const KILL_EVERY_MS = { workers: 4_000, apis: 17_000 };
const WORKERS = 2;
const STARTS_IN_A_LIFE = 2;

/**
 * Two workers, the older of which is killed without warning again and again; and the APIs, one of which is.
 *
 * @param {(kind: 'worker' | 'api', place?: number) => { end: (how?: object) => Promise<void> }} start
 * @param {{ apis: { end: (how?: object) => Promise<void> }[], kills: { workers: boolean, apis: boolean },
 *   startMs: number }} what `startMs` is how long a process takes to be at work: on a slow machine one that is killed
 *   sooner would never do anything
 */
export function runProcesses(start, { apis, kills, startMs }) {
  const workers = Array.from({ length: WORKERS }, () => start('worker'));
  const counts = { workers: 0, apis: 0 };
  let restarting = Promise.resolve();
  const next = {
    workers: (how) => {
      restarting = Promise.all([restarting, workers.shift().end(how)]);
      workers.push(start('worker'));
    },
    apis: (how, place) => {
      const exchange = async (before) => {
        await before;
        await apis[place].end(how);
        apis[place] = start('api', place);
      };
      restarting = exchange(restarting);
    },
  };
  const kill = (kind) => {
    next[kind]({ signal: 'SIGKILL' }, counts.apis % apis.length);
    counts[kind] += 1;
  };
  const chosen = Object.keys(kills).filter((kind) => kills[kind]);
  const everyMs = (kind) => Math.max(KILL_EVERY_MS[kind], startMs * STARTS_IN_A_LIFE);
  const timers = chosen.map((kind) => setInterval(kill, everyMs(kind), kind));
  const stop = () => {
    timers.forEach((timer) => clearInterval(timer));
    return restarting;
  };
  /** Ends all as an operator does, and starts them anew. */
  const restartAll = () => {
    for (let ended = 0; ended < WORKERS; ended += 1) next.workers();
    apis.forEach((_, place) => next.apis(undefined, place));
    return restarting;
  };
  return { counts, stop, restartAll };
}
