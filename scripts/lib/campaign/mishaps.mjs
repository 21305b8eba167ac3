import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { commandLine } from '../process/processes.mjs';
import { say } from '../say.mjs';

/**
 * What happens to the servers, one mishap at a time. Each ends what it began.
 *
 * @typedef {{ name: string, work: () => Promise<void> }} Mishap
 * @typedef {import('../servers/private-database.mjs').DatabaseControl} DatabaseControl
 */

/** How long each lasts, in milliseconds. */
const LASTS = { down: 1_500, frozen: 4_000, cuts: 4_000, full: 4_000, refused: 3_000 };
const CUT_SHARE = 0.2;

/** @param {DatabaseControl} control @returns {Mishap[]} */
export function databaseMishaps(control) {
  const restart = async (signal) => {
    await control.end({ signal });
    await wait(LASTS.down);
    await control.startAgain();
  };
  return [
    { name: 'database killed', work: () => restart('SIGKILL') },
    { name: 'database restarted', work: () => restart('SIGTERM') },
    {
      name: 'database frozen',
      work: async () => {
        await revive(control);
        await freeze(control.pid());
      },
    },
  ];
}

/** A server that finds no room for its log may end itself; an operator who has made room starts it again. */
async function revive(control) {
  if (!control.hasEnded()) return;
  say('  the database has ended by itself and is started again');
  await control.startAgain();
}

/** @returns {Mishap[]} */
export function commitMishaps(door, random) {
  const work = async () => {
    door.cutCommits(() => random() < CUT_SHARE);
    await wait(LASTS.cuts);
    door.heal();
  };
  return [{ name: 'commits cut', work }];
}

/**
 * @param {{ fill: () => Promise<void>, free: () => Promise<void> }} disk
 * @param {DatabaseControl} control of what is on it
 * @param {import('./tables.mjs').TableKeeper} tables
 * @returns {Mishap[]}
 */
export function diskMishaps(disk, control, tables) {
  const work = async () => {
    await disk.fill();
    await wait(LASTS.full);
    await disk.free();
    // What it could not write may end it a moment later.
    await wait(LASTS.down);
    await tables.rebuild(() => revive(control));
  };
  return [{ name: 'disk full', work }];
}

/** @returns {Mishap[]} */
export function receiverMishaps(receiver) {
  return [{ name: 'receiver dead', work: () => receiver.die() }];
}

/**
 * Redis is emptied; where it is this run's own it stands still and asks for a password that nobody has, too.
 *
 * @param {string} url
 * @returns {Mishap[]}
 */
export function redisMishaps(url) {
  const ask = (work) => withRedis(url, work);
  const empty = { name: 'Redis emptied', work: () => ask((redis) => redis.flushall()) };
  const refuse = async () => {
    const password = randomBytes(16).toString('hex');
    await ask(async (redis) => {
      await redis.config('SET', 'requirepass', password);
      // Who is in stays in otherwise.
      for (const type of ['normal', 'pubsub']) await redis.client('KILL', 'TYPE', type);
      await wait(LASTS.refused);
      await redis.config('SET', 'requirepass', '');
    });
  };
  const stand = async () => {
    const pid = await ask(async (redis) => {
      const [, found] = /^process_id:(\d+)/m.exec(await redis.info('server')) ?? [];
      return Number(found);
    });
    // In a container a process has another id than here.
    if (commandLine(pid).includes(`:${new URL(url).port}`)) await freeze(pid);
  };
  return [empty, { name: 'Redis refuses', work: refuse }, { name: 'Redis frozen', work: stand }];
}

async function freeze(pid) {
  process.kill(pid, 'SIGSTOP');
  await wait(LASTS.frozen);
  process.kill(pid, 'SIGCONT');
}

async function withRedis(url, work) {
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, { retryStrategy: null });
  redis.on('error', () => {});
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}

/**
 * Lets mishaps happen one after the other, again and again in another order, with a pause between them.
 *
 * @param {readonly Mishap[]} mishaps
 * @param {{ random: () => number, pauseMs: number }} how
 * @returns how often each happened; `round` ends when each has once, `stop` when the last is over
 */
export function startMishaps(mishaps, { random, pauseMs }) {
  const counts = Object.fromEntries(mishaps.map(({ name }) => [name, 0]));
  const state = { isOver: mishaps.length === 0 };
  const onceEach = async () => {
    const order = mishaps.map((mishap) => [random(), mishap]).toSorted(([a], [b]) => a - b);
    for (const [, { name, work }] of order) {
      if (state.isOver) return;
      await wait(pauseMs);
      await work();
      counts[name] += 1;
    }
  };
  const goOn = async () => {
    while (!state.isOver) await onceEach();
  };
  const round = onceEach();
  const going = round.then(goOn);
  const stop = () => {
    state.isOver = true;
    return going;
  };
  return { counts, round, stop };
}
