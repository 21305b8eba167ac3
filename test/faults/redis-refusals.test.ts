import { mkdirSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { environmentBeside } from '../support/beside.js';
import type { Client } from '../support/client.js';
import { openPrivateRedis, type PrivateRedis } from '../support/private-redis.js';
import { type Process, startApi, startWorker } from '../support/processes.js';
import { freePort, openShop, payLink, placeOrder, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';

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

async function letIn(...rules: readonly string[]): Promise<void> {
  await redis.admin.call('ACL', 'SETUSER', 'shop', 'reset', 'on', '>x', ...rules);
}

function environment(more: Readonly<Record<string, string>> = {}) {
  const REDIS_URL = `redis://shop:x@127.0.0.1:${redis.port}/0`;
  return environmentBeside(shop, { REDIS_URL, LOG_LEVEL: 'info', ...more });
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

const ALL = ['~*', '&*', '+@all'];

describe('a worker that Redis refuses at its start', () => {
  it.each([
    ['the right to channels (Redis 7 gives none)', ['~*', '+@all', 'resetchannels'], '&*'],
    ['the right to keys', ['&*', '+@all'], '~*'],
    ['the right to scripts', ['~*', '&*', '+@all', '-evalsha', '-eval'], '+eval'],
    ['the right to write', ['~*', '&*', '+@all', '-@write'], '+@all'],
    ['all but the way in', ['+ping'], '+'],
  ])(
    '%s: works by its own timer, says so once and goes on by wake-ups when it may',
    async (_, rules, right) => {
      await letIn(...rules);
      const port = await freePort();
      const worker = startWorker(await environment({ WORKER_PORT: String(port) }));
      const figures = () => fetch(`http://127.0.0.1:${port}/metrics`).then((all) => all.text());
      try {
        await isFound(await paidUnheard());
        await until('it says why', () => refusals(worker, 'wake-ups').length > 0);
        const [said] = refusals(worker, 'wake-ups');
        expect(said).toContain('NOPERM REDIS_URL');
        expect(said).toContain(`lacks the right ${right}`);
        expect(await figures()).toMatch(/redis_usable\{use="wake-ups"\} 0/);
        expect(await figures()).toMatch(/redis_refusals_total\{use="wake-ups"\} [1-9]/);
        await isFound(await paidUnheard());
        expect(
          refusals(worker, 'wake-ups').filter((line) => line.startsWith('NOPERM')),
        ).toHaveLength(1);
        await letIn(...ALL);
        const isWell = async () => /redis_usable\{use="wake-ups"\} 1/.test(await figures());
        await until('it is woken again', isWell);
        await isFound(await paidUnheard());
        expect(worker.hasEnded()).toBe(false);
      } finally {
        await worker.kill();
      }
    },
    90_000,
  );

  it('its password, and says which setting is wrong without its value', async () => {
    const REDIS_URL = `redis://shop:a-wrong-secret@127.0.0.1:${redis.port}/0`;
    await letIn(...ALL);
    const worker = startWorker(await environment({ REDIS_URL }));
    try {
      await isFound(await paidUnheard());
      await until('it says why', () => refusals(worker, 'wake-ups').length > 0);
      expect(worker.output()).toContain('REDIS_URL');
      expect(worker.output()).not.toContain('a-wrong-secret');
      expect(worker.hasEnded()).toBe(false);
    } finally {
      await worker.kill();
    }
  }, 60_000);
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
  let worker: Process;
  let api: Process;
  let apiUrl: string;

  beforeAll(async () => {
    await letIn(...ALL);
    worker = startWorker(await environment());
    const env = await environment();
    apiUrl = String(env['PUBLIC_URL']);
    api = await startApi(env);
  }, 60_000);

  afterAll(async () => {
    await worker.kill();
    await api.kill();
  });

  it.each<[string, () => Promise<unknown>, () => Promise<unknown>]>([
    ['NOPERM', () => letIn('~*', '+@all', 'resetchannels'), () => letIn(...ALL)],
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
  ])(
    '%s: go on, say so once, and recover',
    async (code, spoil, mend) => {
      const before = refusals(worker, 'wake-ups').length;
      await spoil();
      const said = () => refusals(worker, 'wake-ups').slice(before);
      const isSaid = () => said().some((line) => line.startsWith(code));
      try {
        await until(`the worker says ${code}`, isSaid);
        await isFound(await paidUnheard());
        expect(said().filter((line) => line.startsWith(code))).toHaveLength(1);
      } finally {
        await mend();
      }
      const isWell = () => {
        const told = linesOf(worker).filter(({ use }) => use === 'wake-ups');
        return told.at(-1)?.code === undefined;
      };
      await until('the worker is woken again', isWell);
      expect([worker.hasEnded(), api.hasEnded()]).toEqual([false, false]);
    },
    90_000,
  );

  it('LOADING, by one that was killed with many keys: go on', async () => {
    await redis.restart({ user: 'shop on >x ~* &* +@all' });
    const fill = "for i = 1, 2000 do redis.call('SET', KEYS[1] .. i, 'x') end";
    await redis.admin.call('EVAL', fill, 1, 'k');
    await redis.admin.call('SAVE');
    await redis.restart({
      'key-load-delay': '5000',
      'loading-process-events-interval-bytes': '1024',
      user: 'shop on >x ~* &* +@all',
    });
    const isSaid = () => refusals(worker, 'wake-ups').some((line) => line.startsWith('LOADING'));
    await until('the worker says so', isSaid);
    await isFound(await paidUnheard());
    expect([worker.hasEnded(), api.hasEnded()]).toEqual([false, false]);
  }, 90_000);

  it('CLUSTERDOWN, by a node of a cluster: go on', async () => {
    rmSync(`${redis.dir}/dump.rdb`, { force: true });
    await redis.restart({ 'cluster-enabled': 'yes', user: 'shop on >x ~* &* +@all' });
    const isSaid = () =>
      refusals(worker, 'wake-ups').some((line) => line.startsWith('CLUSTERDOWN'));
    await until('the worker says so', isSaid);
    await isFound(await paidUnheard());
    expect((await fetch(`${apiUrl}/health/live`)).status).toBe(200);
    expect([worker.hasEnded(), api.hasEnded()]).toEqual([false, false]);
  }, 90_000);
});
