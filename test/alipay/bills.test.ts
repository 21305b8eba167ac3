import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readSettings } from '../../config/settings.js';
import { type Simulator, startSimulator } from '../../simulator/server.js';
import { AlipayBills, type BillType } from '../../src/alipay/alipay-bills.js';
import { AlipayModule } from '../../src/alipay/alipay.module.js';
import { AlipayClient } from '../../src/alipay/alipay-client.js';
import { SettingsModule } from '../../src/bootstrap/settings.module.js';
import { Metrics } from '../../src/http/health/metrics.service.js';
import { SelfChecks } from '../../src/http/health/self-checks.js';
import { fen } from '../../src/kernel/money.js';
import { openArchive } from '../../src/reconciliation/bill-file/bill-archive.js';
import type { BillLine } from '../../src/reconciliation/bill-file/bill-line.js';
import { readAccountBill, readTradeBill } from '../../src/reconciliation/bill-file/read-bill.js';
import { makeTestKeys } from '../support/keys.js';

/** The process's figures, without those of a database. */
@Global()
@Module({ providers: [Metrics, SelfChecks], exports: [Metrics, SelfChecks] })
class FiguresModule {}

const keys = makeTestKeys();
const SELLER = '2088000000000001';
const DAY = '2026-11-20';
const NOON = Date.parse(`${DAY}T12:00:00+08:00`);
const folder = mkdtempSync(join(tmpdir(), 'bill-test-'));
const file = join(folder, 'bill.zip');
let simulator: Simulator;
let bills: AlipayBills;

beforeAll(async () => {
  simulator = await startSimulator({
    appId: '9021000000000001',
    sellerId: SELLER,
    appPublicKey: keys.appPublicKey,
    alipayPrivateKey: keys.alipayPrivateKey,
    clock: () => NOON,
  });
  const settings = readSettings({
    ALIPAY_GATEWAY: simulator.gatewayUrl,
    ALIPAY_PRIVATE_KEY_FILE: keys.appPrivateKeyFile,
    ALIPAY_PUBLIC_KEY_FILE: keys.alipayPublicKeyFile,
  });
  const outside = { clock: { now: () => new Date(NOON) } };
  const imports = [SettingsModule.with(settings, outside), FiguresModule, AlipayModule];
  const module = await Test.createTestingModule({ imports }).compile();
  bills = module.get(AlipayBills);
  const client = module.get(AlipayClient);
  for (const [outTradeNo, amount] of Object.entries({ A1: 20_900, A2: 1 })) {
    simulator.buyer.open(
      client.payUrl('page', {
        outTradeNo,
        amount: fen(amount),
        subject: '红, 白 "新"',
        timeExpire: new Date(NOON + 600_000),
        notifyUrl: 'http://127.0.0.1:1/notify',
        returnUrl: 'http://127.0.0.1:1/return',
      }),
    );
    simulator.buyer.pay(outTradeNo);
  }
  simulator.clock.advance(3_600_000);
  simulator.console.refund('A1', '9.00', 'R1');
});
afterAll(async () => {
  await simulator.close();
  keys.remove();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  simulator.plantInBills({ reset: true });
  simulator.clock.set(Date.parse('2026-11-21T09:00:00+08:00'));
});

async function fetched(type: BillType = 'trade', day = DAY) {
  const offer = await bills.find(type, day);
  if (offer.outcome !== 'done' || offer.value.kind !== 'file') throw new Error('no file');
  return { url: offer.value.url, download: await bills.download(offer.value.url, file) };
}

async function lines(): Promise<BillLine[]> {
  const read: BillLine[] = [];
  const archive = await openArchive(file, 1e6);
  await readTradeBill(archive, { day: DAY, sellerId: SELLER }, (some) => {
    read.push(...some);
    return Promise.resolve();
  });
  archive.close();
  return read;
}

async function account(day = DAY) {
  await fetched('signcustomer', day);
  const archive = await openArchive(file, 1e6);
  const read: unknown[] = [];
  const { sums } = await readAccountBill(archive, { day, sellerId: SELLER }, (some) => {
    read.push(...some);
    return Promise.resolve();
  });
  archive.close();
  return { sums, lines: read };
}

describe("a day's account log", () => {
  it('holds what moved the account, fees too, and each balance', async () => {
    const { sums, lines: read } = await account();
    expect(read).toMatchObject([
      { kind: 'payment', outTradeNo: 'A1', income: 20_900, balance: 1_020_900 },
      { kind: 'fee', outTradeNo: 'A1', outlay: 125, balance: 1_020_775 },
      { kind: 'payment', outTradeNo: 'A2', income: 1, balance: 1_020_776 },
      { kind: 'refund', outTradeNo: 'A1', outlay: 900, balance: 1_019_876 },
      { kind: 'fee', outTradeNo: 'A1', income: 5, balance: 1_019_881 },
    ]);
    expect(sums).toMatchObject({ opening: 1_000_000, closing: 1_019_881, broken: null });
    simulator.plantInBills({ newestFirst: true, newColumn: true, halfWidthUnits: true });
    expect((await account()).sums).toEqual(sums);
  });

  it('has the faults that were planted', async () => {
    simulator.plantInBills({ accountBalance: 'chain' });
    expect((await account()).sums).toMatchObject({
      broken: { expected: 1_020_775, balance: 1_020_776 },
    });
    simulator.plantInBills({ accountBalance: 'opening' });
    expect((await account()).sums).toMatchObject({ opening: 1_000_001, broken: null });
    simulator.plantInBills({ reset: true, accountDrop: ['R1'], accountDropFees: ['A1'] });
    const dropped = await account();
    expect(dropped.lines).toMatchObject([
      { kind: 'payment', outTradeNo: 'A1' },
      { kind: 'payment', outTradeNo: 'A2' },
      { kind: 'fee', outTradeNo: 'A1', income: 5 },
    ]);
    expect(dropped.sums).toMatchObject({ closing: 1_020_906, broken: null });
  });

  it('is refused to an app without the permission', async () => {
    simulator.plantInBills({ accountForbidden: true });
    expect(await bills.find('signcustomer', DAY)).toMatchObject({
      outcome: 'refused',
      code: '40006',
      subCode: 'isv.insufficient-isv-permissions',
    });
  });
});

describe("a day's bill", () => {
  it('is fetched and holds what was paid and refunded, with the fees', async () => {
    const { download } = await fetched();
    expect(download).toMatchObject({ outcome: 'done', sha256: expect.stringMatching(/^\w{64}$/) });
    expect(statSync(file).mode & 0o77).toBe(0);
    expect(await lines()).toMatchObject([
      { kind: 'payment', outTradeNo: 'A1', amount: 20_900, fee: 125, requestNo: '' },
      { kind: 'payment', outTradeNo: 'A2', amount: 1, fee: 0 },
      { kind: 'refund', outTradeNo: 'A1', amount: 900, fee: -5, requestNo: 'R1' },
    ]);
  });

  it('is read the same in each of its forms', async () => {
    await fetched();
    const plain = await lines();
    simulator.plantInBills({ newColumn: true, halfWidthUnits: true, positiveRefunds: true });
    await fetched();
    expect(await lines()).toEqual(plain);
  });

  it('is got once by an address, and for half a minute', async () => {
    const { url } = await fetched();
    expect(await bills.download(url, file)).toEqual({ outcome: 'unknown', reason: 'status: 403' });
    const offer = await bills.find('trade', DAY);
    simulator.clock.advance(30_000);
    const late = offer.outcome === 'done' && offer.value.kind === 'file' ? offer.value.url : '';
    expect(await bills.download(late, file)).toMatchObject({ outcome: 'unknown' });
  });

  it.each([
    ['not there before nine', 'not-there', {}, '2026-11-21T08:59:59+08:00'],
    ['not there when it is late', 'not-there', { notReady: true }, '2026-11-21T12:00:00+08:00'],
    ['empty when it says so', 'empty', { empty: true }, '2026-11-21T12:00:00+08:00'],
    [
      'not there where Alipay has no other word for empty',
      'not-there',
      { empty: true, emptyIsNotThere: true },
      '2026-11-21T12:00:00+08:00',
    ],
  ])('is %s', async (_, kind, faults, at) => {
    simulator.plantInBills(faults);
    simulator.clock.set(Date.parse(at));
    expect(await bills.find('trade', DAY)).toEqual({ outcome: 'done', value: { kind } });
  });

  it('is unknown while Alipay is silent', async () => {
    simulator.faults.set({ loseRequests: { count: 2 } });
    expect(await bills.find('trade', DAY)).toMatchObject({ outcome: 'unknown' });
    simulator.faults.reset();
  });
});
