import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Batcher, type BatchOutcome } from '../../src/database/batching/batcher.js';
import { until } from '../support/until.js';

interface Request {
  readonly name: string;
  readonly key: string;
}

type Work = (requests: readonly Request[]) => Promise<readonly BatchOutcome<string>[]>;

const request = (name: string, key = name): Request => ({ name, key });
const done = (name: string): BatchOutcome<string> => ({ ok: true, value: `${name} done` });
const quick: Work = (requests) => Promise.resolve(requests.map(({ name }) => done(name)));

const MINUTE_MS = 60_000;
const usual = {
  maxSize: 8,
  lanes: 1,
  maxWaiting: 100,
  refusal: () => new Error('too many'),
  maxGatherMs: 0,
  elapsedMs: () => 0,
  patienceMs: MINUTE_MS,
  isCommon: () => false,
  isHeldUp: () => false,
};

function batcher(work: Work, rules: Partial<typeof usual> = {}) {
  return new Batcher(work, { ...usual, ...rules, keyOf: ({ key }) => key });
}

/** Work that waits until it is let go, batch by batch, and remembers what it was given. */
function heldWork() {
  const batches: string[][] = [];
  const releases: (() => void)[] = [];
  const work: Work = async (requests) => {
    batches.push(requests.map(({ name }) => name));
    await new Promise<void>((resolve) => {
      releases.push(resolve);
    });
    return requests.map(({ name }) => done(name));
  };
  return { work, batches, release: () => releases.shift()?.() };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('Batcher', () => {
  it('keeps nobody waiting when nothing is at work', async () => {
    const { work, batches, release } = heldWork();
    const answer = batcher(work).run(request('a'));
    await turn();
    expect(batches).toEqual([['a']]);
    release();
    expect(await answer).toBe('a done');
  });

  it('gathers what comes while a batch is at work, up to its size', async () => {
    const { work, batches, release } = heldWork();
    const shared = batcher(work, { maxSize: 3 });
    const answers = [shared.run(request('a'))];
    await turn();
    for (const name of ['b', 'c', 'd', 'e']) answers.push(shared.run(request(name)));
    for (let batch = 1; batch <= 3; batch += 1) {
      await turn();
      expect(batches).toHaveLength(batch);
      release();
      await turn();
    }
    expect(batches).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
    expect(await Promise.all(answers)).toEqual(['a', 'b', 'c', 'd', 'e'].map((n) => `${n} done`));
  });

  describe('after a batch of several', () => {
    /** A batch of a and b that took so long; c came meanwhile. */
    async function afterTwo(tookMs: number, rules: Partial<typeof usual> = {}) {
      const { work, batches, release } = heldWork();
      let now = 0;
      const shared = batcher(work, { maxGatherMs: MINUTE_MS, elapsedMs: () => now, ...rules });
      const ask = (name: string) => shared.run(request(name));
      const answers = [ask('a'), ask('b')];
      await turn();
      const later = [ask('c')];
      now += tookMs;
      release();
      await Promise.all(answers);
      await turn();
      return { batches, release, ask, later };
    }

    it('waits until as many are there as there were', async () => {
      const { batches, release, ask, later } = await afterTwo(MINUTE_MS);
      expect(batches).toEqual([['a', 'b']]);
      later.push(ask('d'));
      await turn();
      expect(batches).toEqual([['a', 'b']]);
      later.push(ask('e'));
      await turn();
      expect(batches).toEqual([
        ['a', 'b'],
        ['c', 'd', 'e'],
      ]);
      release();
      await Promise.all(later);
    });

    it('waits for no more than fit into a batch', async () => {
      const { batches, release, ask, later } = await afterTwo(MINUTE_MS, { maxSize: 2 });
      later.push(ask('d'));
      await turn();
      expect(batches.at(-1)).toEqual(['c', 'd']);
      release();
      await Promise.all(later);
    });

    it.each([
      ['that batch took', 5, {}],
      ['the rule allows', MINUTE_MS, { maxGatherMs: 5 }],
    ])('waits for others no longer than %s', async (_, tookMs, rules) => {
      const { batches, release, later } = await afterTwo(tookMs, rules);
      await until('the next batch', () => batches.length === 2);
      expect(batches.at(-1)).toEqual(['c']);
      release();
      await Promise.all(later);
    });

    it('does without for eight batches when somebody waited in vain', async () => {
      const { work, batches, release } = heldWork();
      let now = 0;
      const shared = batcher(work, { maxGatherMs: 200, elapsedMs: () => now });
      /** A batch of two that takes long, and one more that comes meanwhile. */
      const twoAndOne = async () => {
        const two = [shared.run(request('x')), shared.run(request('y'))];
        await turn();
        const one = shared.run(request('z'));
        now += MINUTE_MS;
        release();
        await Promise.all(two);
        await turn();
        const isAtOnce = batches.at(-1)?.[0] === 'z';
        await until('the one', () => batches.at(-1)?.[0] === 'z');
        release();
        await one;
        return isAtOnce;
      };
      expect(await twoAndOne()).toBe(false);
      for (let batch = 0; batch < 8; batch += 1) expect(await twoAndOne()).toBe(true);
      expect(await twoAndOne()).toBe(false);
    });

    it('waits for nobody where that is the rule', async () => {
      const { batches, release, later } = await afterTwo(MINUTE_MS, { maxGatherMs: 0 });
      expect(batches.at(-1)).toEqual(['c']);
      release();
      await Promise.all(later);
    });
  });

  it('waits for nobody after a batch of one', async () => {
    const { work, batches, release } = heldWork();
    let now = 0;
    const shared = batcher(work, { maxGatherMs: MINUTE_MS, elapsedMs: () => now });
    const first = shared.run(request('a'));
    await turn();
    const next = shared.run(request('b'));
    now += MINUTE_MS;
    release();
    await first;
    await turn();
    expect(batches).toEqual([['a'], ['b']]);
    release();
    await next;
  });

  it('decides two requests of one key one after the other, in different batches', async () => {
    const { work, batches, release } = heldWork();
    const shared = batcher(work, { lanes: 4 });
    const answers = [request('a1', 'a'), request('a2', 'a'), request('b')].map((one) =>
      shared.run(one),
    );
    await turn();
    expect(batches).toEqual([['a1', 'b']]);
    release();
    await turn();
    expect(batches).toEqual([['a1', 'b'], ['a2']]);
    release();
    await Promise.all(answers);
  });

  it('answers each request by its own outcome', async () => {
    const refusal = new Error('not you');
    const shared = batcher((requests) =>
      Promise.resolve(
        requests.map(({ name }) => (name === 'b' ? { ok: false, error: refusal } : done(name))),
      ),
    );
    const answers = await Promise.allSettled(
      ['a', 'b', 'c'].map((name) => shared.run(request(name))),
    );
    expect(answers).toEqual([
      { status: 'fulfilled', value: 'a done' },
      { status: 'rejected', reason: refusal },
      { status: 'fulfilled', value: 'c done' },
    ]);
  });

  it('tries nothing apart when the trouble is common to all', async () => {
    let tries = 0;
    const away = new Error('the database is away');
    const work: Work = () => {
      tries += 1;
      return Promise.reject(away);
    };
    const shared = batcher(work, { isCommon: () => true });
    const answers = await Promise.allSettled(
      ['a', 'b', 'c'].map((name) => shared.run(request(name))),
    );
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(tries).toBe(1);
  });

  it('lets the others go on while one of them waits alone', async () => {
    const { work, batches, release } = heldWork();
    const shared = batcher((requests) =>
      requests.length === 1 && requests[0]?.name === 'held'
        ? work(requests)
        : Promise.resolve(requests.map(({ name }) => (name === 'held' ? 'alone' : done(name)))),
    );
    const held = shared.run(request('held'));
    expect(await shared.run(request('a'))).toBe('a done');
    expect(await shared.run(request('b'))).toBe('b done');
    expect(batches).toEqual([['held']]);
    release();
    expect(await held).toBe('held done');
  });

  it('tries each alone, at once, when somebody held up all of them', async () => {
    const { work, batches, release } = heldWork();
    const sizes: number[] = [];
    const heldUp: Work = (requests) => {
      sizes.push(requests.length);
      return requests.length > 1 ? Promise.reject(new Error('held up')) : work(requests);
    };
    const shared = batcher(heldUp, { isHeldUp: () => true });
    const answers = ['a', 'b', 'c', 'd'].map((name) => shared.run(request(name)));
    await turn();
    await turn();
    expect(sizes).toEqual([4, 1, 1, 1, 1]);
    expect(batches).toEqual([['a'], ['b'], ['c'], ['d']]);
    for (let released = 0; released < 4; released += 1) release();
    await Promise.all(answers);
  });

  it('starts the next batch beside one that takes too long, but not of its keys', async () => {
    const { work, batches, release } = heldWork();
    const shared = batcher(
      (requests) => (requests[0]?.key === 'slow' ? work(requests) : quick(requests)),
      {
        patienceMs: 1,
      },
    );
    const slow = shared.run(request('slow'));
    await turn();
    const second = shared.run(request('slow again', 'slow'));
    expect(await shared.run(request('a'))).toBe('a done');
    expect(await shared.run(request('b'))).toBe('b done');
    expect(batches).toEqual([['slow']]);
    release();
    expect(await slow).toBe('slow done');
    await turn();
    expect(batches).toEqual([['slow'], ['slow again']]);
    release();
    expect(await second).toBe('slow again done');
  });

  it('gives no more lanes than there are once a slow batch is done', async () => {
    const { work, batches, release } = heldWork();
    const shared = batcher(work, { patienceMs: 300 });
    const slow = shared.run(request('slow'));
    const beside = [request('a'), request('b')].map((one) => shared.run(one));
    await turn();
    expect(batches).toEqual([['slow', 'a', 'b']]);
    const next = shared.run(request('c'));
    await until('the next starts beside it', () => batches.length === 2);
    release();
    await Promise.all([slow, ...beside]);
    const last = shared.run(request('d'));
    await turn();
    expect(batches).toHaveLength(2);
    release();
    await next;
    await turn();
    release();
    await last;
  });

  it('refuses who comes when too many wait, and takes them again after that', async () => {
    const { work, release } = heldWork();
    const shared = batcher(work, { maxWaiting: 2 });
    const answers = [shared.run(request('a'))];
    await turn();
    answers.push(shared.run(request('b')), shared.run(request('c')));
    await expect(shared.run(request('d'))).rejects.toThrow('too many');
    release();
    await turn();
    answers.push(shared.run(request('e')));
    release();
    await turn();
    release();
    expect(await Promise.all(answers)).toEqual(['a', 'b', 'c', 'e'].map((n) => `${n} done`));
  });

  it('leaves nobody without an answer when the work forgets somebody', async () => {
    await expect(batcher(() => Promise.resolve([])).run(request('a'))).rejects.toThrow('undecided');
  });

  it('does every good request once, in the order of its key, whatever its neighbours are', async () => {
    const requests = fc.array(
      fc.record({
        key: fc.nat({ max: 5 }),
        isPoison: fc.boolean(),
        isHeld: fc.boolean(),
        turns: fc.nat({ max: 2 }),
      }),
      { maxLength: 40 },
    );
    const rules = fc.record({
      maxSize: fc.integer({ min: 1, max: 9 }),
      lanes: fc.constantFrom(1, 3),
      patienceMs: fc.constantFrom(0, MINUTE_MS),
      isHeldUp: fc.constantFrom(
        () => false,
        () => true,
      ),
    });
    await fc.assert(
      fc.asyncProperty(requests, rules, async (list, rule) => {
        const effects: number[] = [];
        const asked: number[] = [];
        const keysAtWork = new Set<number>();
        const work = async (batch: readonly number[]) => {
          const keys = batch.map((index) => list[index]?.key ?? -1);
          for (const key of keys) {
            expect(keysAtWork.has(key)).toBe(false);
            keysAtWork.add(key);
          }
          await turn();
          for (const key of keys) keysAtWork.delete(key);
          // Like a transaction: all of the batch, or none of it.
          if (batch.some((index) => list[index]?.isPoison)) throw new Error('poison');
          const isLeft = (index: number) => batch.length > 1 && list[index]?.isHeld === true;
          effects.push(...batch.filter((index) => !isLeft(index)));
          return batch.map((index) =>
            isLeft(index) ? 'alone' : ({ ok: true, value: index } as const),
          );
        };
        const keyOf = (index: number) => String(list[index]?.key);
        const shared = new Batcher(work, { ...usual, ...rule, keyOf });
        const answers = await Promise.allSettled(
          list.map(async ({ turns }, index) => {
            for (let passed = 0; passed < turns; passed += 1) await turn();
            asked.push(index);
            return shared.run(index);
          }),
        );
        const good = list.flatMap(({ isPoison }, index) => (isPoison ? [] : [index]));
        expect(effects.toSorted((one, other) => one - other)).toEqual(good);
        for (const { key } of list) {
          const ofKey = (index: number) => list[index]?.key === key && good.includes(index);
          expect(effects.filter(ofKey)).toEqual(asked.filter(ofKey));
        }
        answers.forEach(({ status }, index) =>
          expect(status).toBe(list[index]?.isPoison === true ? 'rejected' : 'fulfilled'),
        );
      }),
      { numRuns: 200 },
    );
  });
});
