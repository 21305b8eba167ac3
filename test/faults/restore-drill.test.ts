import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BillWorld } from '../reconciliation/world.js';
import { audit } from '../support/audit.js';
import { describeWithDump } from '../support/dump.js';
import { payLink, placeOrder } from '../support/shop.js';
import { until } from '../support/until.js';

let world: BillWorld;
// The run's server brings its own programs.
const PATH = [process.env['TEST_DATABASE_PROGRAMS'], process.env['PATH']].filter(Boolean).join(':');
const dir = mkdtempSync(join(tmpdir(), 'alipay-checkout-drill-'));
const file = join(dir, 'shop.sql.gz');

beforeAll(async () => {
  world = await BillWorld.open();
});
afterAll(async () => {
  await world.close();
  rmSync(dir, { recursive: true });
});

/** Runs one of the two programs as an operator does. */
function script(
  name: string,
  args: readonly string[],
  path = PATH,
): Promise<{ code: number; said: string }> {
  const env = { ...process.env, PATH: path, DATABASE_URL: world.shop.database.url };
  return new Promise((resolve) => {
    execFile(process.execPath, [`scripts/${name}.mjs`, ...args], { env }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), said: out + err });
    });
  });
}

/** What a lost disk leaves: nothing. */
async function loseAll(): Promise<void> {
  const { database } = world.shop;
  const tables = await database.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()`,
  );
  const names = tables.map(({ name }) => `\`${name}\``).join(', ');
  // In one packet, and so on one connection.
  await database.query(
    `SET foreign_key_checks = 0; DROP TABLE ${names}; SET foreign_key_checks = 1`,
  );
}

/** A folder with programs that do this, by the shell alone. */
function programs(lines: Record<string, string>): string {
  const folder = mkdtempSync(join(dir, 'programs-'));
  for (const [name, line] of Object.entries(lines)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${line}\n`, { mode: 0o755 });
  }
  return folder;
}

const says = (text: string): string => `echo '${text}'`;

/** A dump that holds what the program was told: its arguments, and the file that the first of them names. */
const TELLS_WHAT_IT_IS_TOLD = `echo "$@"
while read -r line; do echo "$line"; done < "\${1#--defaults-file=}"
echo '-- Dump completed'`;

/** What the program that writes a dump is told for a server that calls itself so. */
async function toldTo(version: string): Promise<string> {
  const dump = { mysqldump: TELLS_WHAT_IT_IS_TOLD, 'mariadb-dump': TELLS_WHAT_IT_IS_TOLD };
  const target = join(mkdtempSync(join(dir, 'told-')), 'shop.sql.gz');
  await script('backup', [target], programs({ ...dump, mariadb: says(version) }));
  return gunzipSync(readFileSync(target)).toString('utf8');
}

describe('a backup of a MySQL', () => {
  it("is not written by MariaDB's programs, which write what MySQL does not take back", async () => {
    const mariadbs = 'mysqldump from 11.8.3-MariaDB, client 10.19 for debian-linux-gnu';
    const folder = programs({
      mariadb: says('9.7.4'),
      'mariadb-dump': says(mariadbs),
      mysqldump: says(mariadbs),
    });
    const target = join(dir, 'mysql.sql.gz');
    const { code, said } = await script('backup', [target], folder);
    expect([code, said]).toEqual([1, expect.stringContaining("no mysqldump of MySQL's own")]);
    expect(existsSync(target)).toBe(false);
  });

  it('has no transaction ids, which only who may do everything can write and read', async () => {
    expect(await toldTo('9.7.4')).toContain(' --set-gtid-purged=OFF ');
    expect(await toldTo('11.8.3-MariaDB')).not.toContain('gtid');
  });
});

describe('a backup of a server without TLS', () => {
  it("is let in as the shop is, by each family's newest programs", async () => {
    const lines = ['loose-ssl-verify-server-cert=0', 'loose-get-server-public-key=1'];
    expect((await toldTo('9.7.4')).split('\n')).toEqual(expect.arrayContaining(lines));
  });
});

describeWithDump('a drill: the last ten minutes are lost', () => {
  it('ends with every fen accounted for', async () => {
    const { shop, business } = world;
    const { customer, operator, skuId } = business;
    const day = world.today();
    const refunded = await world.pay();
    const unpaid = await placeOrder(customer, skuId);
    const { payUrl } = await payLink(customer, unpaid.orderNo);
    const backup = await script('backup', [file]);
    expect(`${backup.code} ${backup.said}`).toMatch(/^0 /);
    expect(statSync(file).mode & 0o777).toBe(0o600);

    shop.simulator.buyer.open(payUrl);
    shop.simulator.buyer.pay(unpaid.orderNo);
    const lost = await world.pay();
    const refund = { amount: '50.00', reason: '破损' };
    await operator.post(`/api/v1/orders/${refunded.orderNo}/refunds`, refund);
    shop.simulator.console.refund(refunded.orderNo, '9.00', 'R-9');
    await until('Alipay has told all', async () => {
      await shop.simulator.settled();
      return (await world.payment(unpaid.orderNo))?.state === 'SUCCEEDED';
    });
    shop.advance(10 * 60_000);
    await loseAll();
    const restored = await script('restore', [file, '--to', shop.database.url]);
    expect(`${restored.code} ${restored.said}`).toMatch(/^0 /);
    expect((await customer.get(`/api/v1/orders/${lost.orderNo}`)).status).toBe(404);
    expect(await world.payment(refunded.orderNo)).toMatchObject({ refunded: '0.00' });

    // The sweep asks about what is open; the day's bill tells of what nobody here knows any more.
    shop.advance(2 * 3_600_000);
    await shop.sweep();
    expect(await world.payment(unpaid.orderNo)).toMatchObject({ state: 'SUCCEEDED' });
    world.nextDay();
    const { code } = await world.reconcile([day]);
    expect(code).toBe(1);
    await world.heal();
    await shop.sweep();
    await shop.relay();
    expect(await world.payment(refunded.orderNo)).toMatchObject({ refunded: '59.00' });
    const incidents = await operator.get('/api/v1/incidents');
    expect(incidents.body.items).toMatchObject([
      { kind: 'unknown-trade', outTradeNo: lost.orderNo, reportedAmount: lost.payable },
    ]);
    const foreign = shop.simulator.ledger().flatMap(({ refunds }) => refunds);
    const foreignNumbers = new Set(foreign.map(({ out_request_no: number }) => number));
    const faults = await audit(shop, { foreignNumbers });
    // The notify itself went with the lost minutes; the money that it told of did not.
    expect(faults.filter((fault) => !/^9: the notify .* is forgotten$/.test(fault))).toEqual([]);
  });

  it('refuses a backup that is not whole, and a database that is not empty', async () => {
    const { url } = world.shop.database;
    const full = await script('restore', [file, '--to', url]);
    expect([full.code, full.said]).toEqual([1, expect.stringContaining('is not empty')]);
    const half = join(dir, 'half.sql.gz');
    writeFileSync(half, readFileSync(file).subarray(0, statSync(file).size / 2));
    const broken = await script('restore', [half, '--to', url]);
    expect([broken.code, broken.said]).toEqual([1, expect.stringContaining('no whole backup')]);
  });
});
