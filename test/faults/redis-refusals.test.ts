import { mkdirSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { environmentBeside } from '../support/beside.js';
import type { Client } from '../support/client.js';
import { openPrivateRedis, type PrivateRedis } from '../support/private-redis.js';
import { type Process, startApi, startWorker } from '../support/processes.js';
import { freePort } from '../support/ports.js';
import { openShop, payLink, placeOrder, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';

const ALL = ['~*', '&*', '+@all'];
/** Several wake-ups long: each has its chance to be refused before Redis counts as well again. */
const PROBE_MS = '300';

/** A worker whose user of Redis is its own, and so are its keys. */
interface Worker extends Process {
  readonly user: string;
  readonly keyPrefix: string;
  readonly figures: () => Promise<string>;
}

let shop: Shop;
let customer: Client;
let skuId: number;
let redis: PrivateRedis;

beforeAll(async () => {
  redis = await openPrivateRedis();
  shop = await openShop();
  customer = await shop.customer();
  skuId = await shop.sku();
  shop.simulator.faults.set({ loseNotifies: { probability: 1 } });
});

afterAll(async () => {
  await shop.close();
  await redis.close();
});

async function letIn(user: string, ...rules: readonly string[]): Promise<void> {
  await redis.admin.call('ACL', 'SETUSER', user, 'reset', 'on', '>x', ...rules);
}

function environment(user: string, more: Readonly<Record<string, string>> = {}) {
  const REDIS_URL = `redis://${user}:x@127.0.0.1:${redis.port}/0`;
  return environmentBeside(shop, {
    REDIS_URL,
    LOG_LEVEL: 'info',
    REDIS_PROBE_MS: PROBE_MS,
    ...more,
  });
}

async function work(user: string, more: Readonly<Record<string, string>> = {}): Promise<Worker> {
  const port = await freePort();
  const keyPrefix = `keys-of-${user}`;
  const own = { WORKER_PORT: String(port), REDIS_KEY_PREFIX: keyPrefix, ...more };
  const worker = startWorker(await environment(user, own));
  const figures = () =>
    fetch(`http://127.0.0.1:${port}/metrics`).then(
      (all) => all.text(),
      () => '',
    );
  return { ...worker, user, keyPrefix, figures };
}

const queueOf = ({ keyPrefix }: Worker) => `{${keyPrefix}-bull}:wake-ups`;

/** How many wake-ups a worker has added so far, taken or not. */
const added = async (worker: Worker) => Number(await redis.admin.get(`${queueOf(worker)}:id`));

const refused = async (worker: Worker) =>
  /^redis_refusals_total\{use="wake-ups"\} \d+$/m.exec(await worker.figures())?.[0];

/** Waits until Redis does what a worker asks of it: wake-ups are added, and none is refused meanwhile. */
async function isServed(worker: Worker): Promise<void> {
  await until(`${worker.user} is served`, async () => {
    const before = await refused(worker);
    const count = await added(worker);
    await until('wake-ups are added', async () => (await added(worker)) > count);
    return before !== undefined && (await refused(worker)) === before;
  });
}

/** Waits until Redis wakes a worker: a wake-up is added, and somebody takes it. */
async function isWoken(worker: Worker): Promise<void> {
  const before = await added(worker);
  await until(`${worker.user} is woken`, async () => {
    const isTaken = (await redis.admin.exists(`${queueOf(worker)}:wake`)) === 0;
    return (await added(worker)) > before && isTaken;
  });
}

/** Waits until a worker itself asks Alipay about an order, which only happens when it looks for due ones. */
async function isAtWork(worker: Worker): Promise<void> {
  const asked = async () => {
    const answers = (await worker.figures()).matchAll(
      /^alipay_answers_total\{method="alipay.trade.query".* (\d+)$/gm,
    );
    return [...answers].reduce((sum, [, count]) => sum + Number(count), 0);
  };
  const before = await asked();
  await until(`${worker.user} asks`, async () => {
    await shop.database.query(
      "UPDATE orders SET next_check_at = NOW(3) WHERE state = 'PENDING_PAYMENT'",
    );
    return (await asked()) > before;
  });
}

/** An order that is paid at Alipay, of which only a worker can find out, and is due now. */
async function paidUnheard(): Promise<string> {
  const orderNo = String((await placeOrder(customer, skuId)).orderNo);
  const { payUrl } = await payLink(customer, orderNo);
  shop.simulator.buyer.open(payUrl);
  shop.simulator.buyer.pay(orderNo);
  const due = 'UPDATE orders SET next_check_at = NOW(3) WHERE order_no = ?';
  await shop.database.query(due, [orderNo]);
  return orderNo;
}

async function isFound(orderNo: string): Promise<void> {
  await until(`${orderNo} is found paid`, async () => {
    const { body } = await customer.get(`/api/v1/orders/${orderNo}`);
    return body.state === 'TO_SHIP';
  });
}

interface Line {
  readonly msg: string;
  readonly code?: string;
  readonly use?: string;
  readonly setting?: string;
}

function linesOf(process: Process): Line[] {
  const lines = process.output().split('\n');
  return lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Line);
}

function refusals(process: Process, use: string): string[] {
  const lines = linesOf(process).filter((line) => line.use === use && line.code !== undefined);
  return lines.map(({ code, setting, msg }) => `${code} ${setting}: ${msg}`);
}

describe('a worker that Redis refuses at its start', () => {
  const SECRET = 'a-wrong-secret';
  const CASES: readonly (readonly [string, string, readonly string[], string])[] = [
    [
      'channels',
      'the right to channels (Redis 7 gives none)',
      ['~*', '+@all', 'resetchannels'],
      'NOPERM REDIS_URL: .* lacks the right &\\*',
    ],
    ['keys', 'the right to keys', ['&*', '+@all'], 'NOPERM REDIS_URL: .* lacks the right ~\\*'],
    [
      'scripts',
      'the right to scripts',
      ['~*', '&*', '+@all', '-evalsha', '-eval'],
      'NOPERM REDIS_URL: .* lacks the right \\+eval',
    ],
    [
      'writes',
      'the right to write',
      ['~*', '&*', '+@all', '-@write'],
      'NOPERM REDIS_URL: .* lacks the right \\+@all',
    ],
    ['nothing', 'all but the way in', ['+ping'], 'NOPERM REDIS_URL: .* lacks the right \\+'],
    ['password', 'its password', [...ALL, '<x', `>${SECRET}`], 'WRONGPASS REDIS_URL: '],
  ];
  const workers = new Map<string, Worker>();

  // All at once: what takes the time is that they start, and that a Redis must be calm for seconds to be well again.
  beforeAll(async () => {
    await payLink(customer, String((await placeOrder(customer, skuId)).orderNo));
    for (const [user, , rules] of CASES) {
      await letIn(user, ...rules);
      workers.set(user, await work(user));
    }
  });

  afterAll(() => Promise.all([...workers.values()].map((worker) => worker.kill())));

  it.each(CASES)(
    '%s: works by its own timer and says so, for want of %s',
    async (user, ...rest) => {
      const worker = workers.get(user) as Worker;
      // On a busy machine it may be silence that shows first.
      await until(`it says ${rest[2]}`, () => {
        return refusals(worker, 'wake-ups').some((line) => new RegExp(`^${rest[2]}`).test(line));
      });
      expect(worker.output()).not.toContain(SECRET);
      await isAtWork(worker);
      expect(await worker.figures()).toMatch(/redis_usable\{use="wake-ups"\} 0/);
      expect(await worker.figures()).toMatch(/redis_refusals_total\{use="wake-ups"\} [1-9]/);
      expect(worker.hasEnded()).toBe(false);
    },
  );

  it('finds what is paid, meanwhile', async () => {
    await isFound(await paidUnheard());
    expect([...workers.values()].filter((worker) => worker.hasEnded())).toEqual([]);
  });

  describe('once they may', () => {
    // All at once: each takes seconds until it asks Redis again.
    beforeAll(() => Promise.all(CASES.map(([user]) => letIn(user, ...ALL))));

    it.each(CASES)(
      '%s: goes on by wake-ups, and has said once that it could not',
      async (user, _, __, said) => {
        const worker = workers.get(user) as Worker;
        await isServed(worker);
        const lines = refusals(worker, 'wake-ups');
        expect(lines.filter((line) => new RegExp(`^${said}`).test(line))).toHaveLength(1);
        expect(worker.hasEnded()).toBe(false);
      },
    );

    it('says that it is well again', async () => {
      const usable = async (worker: Worker) =>
        /redis_usable\{use="wake-ups"\} 1/.test(await worker.figures());
      await until('all are well', async () => {
        const all = await Promise.all([...workers.values()].map(usable));
        return all.every((well) => well);
      });
      for (const worker of workers.values()) {
        expect(worker.output()).toContain('serves wake-ups again');
      }
    });
  });
});

const config = (...settings: readonly string[]) => redis.admin.call('CONFIG', 'SET', ...settings);
const replicate = (...where: readonly string[]) => redis.admin.call('REPLICAOF', ...where);

/** Lets the server fail to save itself, as on a full disk. */
async function failToSave(): Promise<void> {
  await config('save', '1 1', 'stop-writes-on-bgsave-error', 'yes');
  rmSync(redis.dir, { recursive: true });
  await redis.admin.call('SET', 'x', '1');
  await until('a save fails', async () => {
    await redis.admin.call('BGSAVE').catch(() => undefined);
    return /rdb_last_bgsave_status:err/.test(await redis.admin.info('persistence'));
  });
}

async function mendSaving(): Promise<void> {
  mkdirSync(redis.dir);
  await config('save', '', 'stop-writes-on-bgsave-error', 'no');
}

describe('processes that Redis begins to refuse', () => {
  let worker: Worker;
  let api: Process;
  let apiUrl: string;

  beforeAll(async () => {
    await letIn('shop', ...ALL);
    worker = await work('shop');
    const env = await environment('shop');
    apiUrl = String(env['PUBLIC_URL']);
    api = await startApi(env);
    await isWoken(worker);
  });

  afterAll(async () => {
    await worker.kill();
    await api.kill();
  });

  const isSaid = (code: string) =>
    until(`the worker says ${code}`, () =>
      refusals(worker, 'wake-ups').some((line) => line.startsWith(code)),
    );

  it.each<[string, () => Promise<unknown>, () => Promise<unknown>]>([
    ['NOPERM', () => letIn('shop', '~*', '+@all', 'resetchannels'), () => letIn('shop', ...ALL)],
    ['READONLY', () => replicate('127.0.0.1', '1'), () => replicate('NO', 'ONE')],
    [
      'MASTERDOWN',
      async () => {
        await config('replica-serve-stale-data', 'no');
        await replicate('127.0.0.1', '1');
      },
      () => replicate('NO', 'ONE'),
    ],
    ['OOM', () => config('maxmemory', '1'), () => config('maxmemory', '0')],
    [
      'NOREPLICAS',
      () => config('min-replicas-to-write', '1'),
      () => config('min-replicas-to-write', '0'),
    ],
    ['MISCONF', failToSave, mendSaving],
  ])('%s: go on, say so once, and are served again', async (code, spoil, mend) => {
    await spoil();
    try {
      await isSaid(code);
      await isFound(await paidUnheard());
      const said = refusals(worker, 'wake-ups').filter((line) => line.startsWith(code));
      expect(said).toHaveLength(1);
    } finally {
      await mend();
    }
    await isServed(worker);
    expect([worker.hasEnded(), api.hasEnded()]).toEqual([false, false]);
  });

  it('LOADING, by one that was killed with many keys: go on, and are served again', async () => {
    const user = 'shop on >x ~* &* +@all';
    await redis.restart({ user });
    const fill = "for i = 1, 20000 do redis.call('SET', KEYS[1] .. i, 'x') end";
    await redis.admin.call('EVAL', fill, 1, 'k');
    await redis.admin.call('SAVE');
    // It reads for minutes, until it is told to hurry.
    await redis.restart({
      'key-load-delay': '5000',
      'loading-process-events-interval-bytes': '1024',
      user,
    });
    await isSaid('LOADING');
    await isFound(await paidUnheard());
    expect(await redis.admin.info('persistence')).toContain('loading:1');
    await config('key-load-delay', '0');
    await isServed(worker);
    expect([worker.hasEnded(), api.hasEnded()]).toEqual([false, false]);
  });

  it('CLUSTERDOWN, by a node of a cluster: go on', async () => {
    rmSync(`${redis.dir}/dump.rdb`, { force: true });
    await redis.restart({ 'cluster-enabled': 'yes', user: 'shop on >x ~* &* +@all' });
    await isSaid('CLUSTERDOWN');
    await isFound(await paidUnheard());
    expect((await fetch(`${apiUrl}/health/live`)).status).toBe(200);
    expect([worker.hasEnded(), api.hasEnded()]).toEqual([false, false]);
  });
});
