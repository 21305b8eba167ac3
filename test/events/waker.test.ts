import { afterEach, describe, expect, it } from '@jest/globals';
import type { DueRepository } from '../../src/events/waking/due.repository.js';
import type { Poller } from '../../src/events/waking/poller.js';
import { PollRunner } from '../../src/events/waking/poll-runner.js';
import type { WakeQueue } from '../../src/events/waking/wake-queue.service.js';
import { Waker } from '../../src/events/waking/waker.js';
import { until } from '../support/until.js';

const MINUTE = 60_000;

let now = 0;
let due: () => Poller[] = () => [];
let looks = 0;
let waker: Waker;

/** A waker at work, whose looks find what `due` answers; nobody wakes it. */
function wakerOf(...pollers: readonly Poller[]): Waker {
  const look = {
    due: () => {
      looks += 1;
      return Promise.resolve(due());
    },
  };
  const queue = { start: () => undefined };
  const clock = { now: () => new Date(now) };
  const made = new Waker(
    look as unknown as DueRepository,
    new PollRunner(),
    queue as unknown as WakeQueue,
    clock,
  );
  pollers.forEach((poller) => made.keepAwake(poller));
  made.onApplicationBootstrap();
  return made;
}

function pollerOf(name: string, work: () => Promise<number>) {
  const polls: string[] = [];
  const poll = () => {
    polls.push(name);
    return work();
  };
  return { name, isDue: '0', poll, polls };
}

const looksMore = (times: number) => {
  const before = looks;
  return until('it looks again', () => looks >= before + times);
};

describe('a waker', () => {
  afterEach(async () => {
    due = () => [];
    await waker.beforeApplicationShutdown();
  });

  it('runs what is due until nothing is, and nothing else', async () => {
    now = MINUTE;
    const work = [0, 2, 1, 0];
    const busy = pollerOf('busy', () => Promise.resolve(work.shift() ?? 0));
    const idle = pollerOf('idle', () => Promise.resolve(0));
    waker = wakerOf(busy, idle);
    await until('both have run once', () => busy.polls.length + idle.polls.length === 2);
    due = () => [busy];
    await until('the work is done', () => work.length === 0);
    due = () => [];
    await looksMore(2);
    expect(idle.polls).toHaveLength(1);
  });

  it('runs each once in a minute for what only time brings about', async () => {
    const idle = pollerOf('idle', () => Promise.resolve(0));
    waker = wakerOf(idle);
    await until('it has run', () => idle.polls.length === 1);
    await looksMore(2);
    expect(idle.polls).toHaveLength(1);
    now += MINUTE;
    await until('it has run again', () => idle.polls.length === 2);
  });

  it('goes on when a poller fails, and when the database cannot be asked', async () => {
    const wrong = pollerOf('wrong', () => Promise.reject(new Error('wrong')));
    const right = pollerOf('right', () => Promise.resolve(0));
    looks = 0;
    due = () => {
      if (looks % 2 === 0) throw new Error('away');
      return [wrong, right];
    };
    waker = wakerOf(wrong, right);
    await until('both have run twice', () => Math.min(wrong.polls.length, right.polls.length) > 1);
    expect(looks).toBeGreaterThan(2);
  });

  it('begins no batch when the process ends', async () => {
    const endless = pollerOf('endless', () => new Promise((resolve) => setImmediate(resolve, 1)));
    waker = wakerOf(endless);
    await until('it is at work', () => endless.polls.length > 2);
    await waker.beforeApplicationShutdown();
    const { length } = endless.polls;
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    expect(endless.polls.length).toBeLessThanOrEqual(length + 1);
  });
});
