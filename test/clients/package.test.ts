import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeliveryPoller } from '../../src/webhooks/delivery/delivery-poller.service.js';
import { freePort } from '../support/ports.js';
import { openShop, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';

const run = promisify(execFile);
const CLIENT = resolve('clients/typescript');
const DEPENDENCIES = ['openapi-fetch', 'standardwebhooks', 'express'];

let room: string;
let packed: { readonly filename: string; readonly files: readonly { readonly path: string }[] };

const npm = (cwd: string, ...args: readonly string[]) =>
  run('npm', [...args, '--offline', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd });

beforeAll(async () => {
  room = mkdtempSync(join(tmpdir(), 'alipay-checkout-client-'));
  const source = join(room, 'source');
  cpSync(CLIENT, source, { recursive: true });
  const compiler = resolve('node_modules/typescript/bin/tsc');
  await run(process.execPath, [compiler, '-p', CLIENT, '--outDir', join(source, 'dist')]);
  const { stdout } = await npm(source, 'pack', '--json', '--pack-destination', room);
  [packed] = JSON.parse(stdout) as [typeof packed];
  cpSync(resolve('examples/express'), join(room, 'shop'), { recursive: true });
  const own = { name: 'shop', private: true, type: 'module' };
  writeFileSync(join(room, 'shop/package.json'), JSON.stringify(own));
  // What the package needs is there already: nothing is fetched.
  const there = DEPENDENCIES.map((name) => resolve('node_modules', name));
  await npm(join(room, 'shop'), 'install', join(room, packed.filename), ...there);
});
afterAll(() => rmSync(room, { recursive: true, force: true }));

describe('the client package', () => {
  it('holds what a program needs and no sources', () => {
    const paths = packed.files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining(['README.md', 'package.json', 'dist/index.js', 'dist/index.d.ts']),
    );
    expect(paths.filter((path) => path.startsWith('src/'))).toEqual([]);
  });
});

describe('the Express example', () => {
  let shop: Shop;
  let url: string;
  let example: ChildProcess | null = null;
  beforeAll(async () => {
    shop = await openShop({ WEBHOOK_ALLOW_PRIVATE: 'true' });
    url = await startExample();
  });
  afterAll(async () => {
    if (example !== null && example.exitCode === null) {
      example.kill();
      await once(example, 'exit');
    }
    await shop.close();
  });

  /** Starts the example with a webhook of its own; answers where it listens. */
  async function startExample(): Promise<string> {
    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    const credentials = { username: 'express-shop', password: 'a long password' };
    await shop.anybody.post('/api/v1/auth/register', credentials);
    const operator = await shop.operator();
    const webhook = { url: `${address}/webhook`, types: ['order.paid'] };
    const { body } = await operator.post('/api/v1/webhooks', webhook);
    example = spawn(process.execPath, ['server.mjs'], {
      cwd: join(room, 'shop'),
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        PATH: process.env['PATH'],
        CHECKOUT_URL: shop.url,
        SHOP_USER: credentials.username,
        SHOP_PASSWORD: credentials.password,
        SKU_ID: String(await shop.sku({ requiresShipping: false })),
        WEBHOOK_SECRET: body.secret,
        PORT: String(port),
      },
    });
    await until('the example listens', () =>
      fetch(address).then(
        () => true,
        () => false,
      ),
    );
    return address;
  }

  it('is short', () => {
    expect(
      readFileSync('examples/express/server.mjs', 'utf8').split('\n').length,
    ).toBeLessThanOrEqual(61);
  });

  it('sells one thing, and hears by the signed webhook that it was paid', async () => {
    const bought = await fetch(`${url}/buy`, { method: 'POST', redirect: 'manual' });
    expect(bought.status).toBe(303);
    const orderNo = bought.headers.get('x-order') ?? '';
    const shown = async () => (await fetch(`${url}/orders/${orderNo}`)).json();
    expect(await shown()).toEqual({ state: 'PENDING_PAYMENT', paid: false });
    shop.simulator.buyer.open(bought.headers.get('location') ?? '');
    expect(shop.simulator.buyer.pay(orderNo).ok).toBe(true);
    const poller = shop.app.get(DeliveryPoller);
    await until('the example has heard of it', async () => {
      await shop.relay();
      while ((await poller.pollBatch()) > 0);
      return ((await shown()) as { paid: boolean }).paid;
    });
    expect(await shown()).toEqual({ state: 'RECEIVED', paid: true });
  });

  it('refuses a webhook that is not signed', async () => {
    const body = JSON.stringify({ type: 'order.paid', data: { orderNo: '1' } });
    const headers = { 'content-type': 'application/json' };
    const { status } = await fetch(`${url}/webhook`, { method: 'POST', headers, body });
    expect(status).toBe(400);
  });
});
