import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { readSettings } from '../../config/settings.js';
import { type Simulator, startSimulator } from '../../simulator/server.js';
import { AlipayClient } from '../../src/alipay/alipay-client.js';
import { AlipayModule } from '../../src/alipay/alipay.module.js';
import { AlipayMessages } from '../../src/alipay/message-verifier.js';
import type { PayRequest } from '../../src/alipay/pay-request.js';
import { Metrics } from '../../src/http/health/metrics.service.js';
import { SelfChecks } from '../../src/http/health/self-checks.js';
import { fen } from '../../src/kernel/money.js';
import { SettingsModule } from '../../src/bootstrap/settings.module.js';
import { Shop } from '../simulator/merchant.js';
import { makeTestKeys } from '../support/keys.js';

/** The process's figures, without those of a database. */
@Global()
@Module({ providers: [Metrics, SelfChecks], exports: [Metrics, SelfChecks] })
class FiguresModule {}

const keys = makeTestKeys();
const shop = new Shop();
let simulator: Simulator;
let client: AlipayClient;
let messages: AlipayMessages;
let serial = 0;
let order: PayRequest;

async function boot(env: Record<string, string> = {}) {
  const settings = readSettings({
    ALIPAY_GATEWAY: simulator.gatewayUrl,
    ALIPAY_PRIVATE_KEY_FILE: keys.appPrivateKeyFile,
    ALIPAY_PUBLIC_KEY_FILE: keys.alipayPublicKeyFile,
    ALIPAY_SELLER_ID: '2088000000000001',
    ...env,
  });
  const imports = [SettingsModule.with(settings), FiguresModule, AlipayModule];
  return Test.createTestingModule({ imports }).compile();
}

beforeAll(async () => {
  await shop.open();
  simulator = await startSimulator({
    port: 0,
    appId: '9021000000000001',
    sellerId: '2088000000000001',
    appPublicKey: keys.appPublicKey,
    alipayPrivateKey: keys.alipayPrivateKey,
  });
  const module = await boot();
  client = module.get(AlipayClient);
  messages = module.get(AlipayMessages);
});
afterAll(async () => {
  await simulator.close();
  await shop.close();
  keys.remove();
});
beforeEach(() => {
  serial += 1;
  shop.notifies.length = 0;
  order = {
    outTradeNo: `T${serial}`,
    subject: '红茶 100% +1 🎉',
    amount: fen(8_880),
    timeExpire: new Date(Date.now() + 30 * 60_000),
    notifyUrl: shop.url,
    returnUrl: 'http://127.0.0.1/return',
  };
});

/** The one notify of the buyer's deed so far. */
async function notified() {
  await simulator.settled();
  return messages.notify(shop.notifies.at(-1));
}

describe('against a gateway that was written from the protocol alone', () => {
  it('a link is opened, paid, notified, asked for and returned from', async () => {
    expect(await client.query(order.outTradeNo)).toMatchObject({ value: { status: 'NOT_EXIST' } });
    expect(simulator.buyer.open(client.payUrl('page', order))).toMatchObject({ ok: true });
    const waiting = await client.query(order.outTradeNo);
    expect(waiting).toMatchObject({ value: { status: 'WAIT_BUYER_PAY', totalAmount: 8880 } });
    const paid = simulator.buyer.pay(order.outTradeNo);
    const notify = await notified();
    expect(notify).toMatchObject({
      genuine: true,
      report: { status: 'TRADE_SUCCESS', outTradeNo: order.outTradeNo, totalAmount: 8880 },
    });
    const query = await client.query(order.outTradeNo);
    expect(query).toMatchObject({ outcome: 'done', value: { status: 'TRADE_SUCCESS' } });
    const returnUrl = new URL(paid.ok ? (paid.value.returnUrl ?? '') : '');
    expect(messages.returned(Object.fromEntries(returnUrl.searchParams))).toMatchObject({
      genuine: true,
      outTradeNo: order.outTradeNo,
      totalAmount: 8880,
    });
    expect(await client.close(order.outTradeNo)).toMatchObject({ outcome: 'refused' });
  });

  it.each(['wap', 'app', 'qr'] as const)('%s leads to a trade of the same sum', async (way) => {
    const code = await client.precreate(order);
    const links = {
      wap: () => client.payUrl('wap', order),
      app: () => client.orderString(order),
      qr: () => (code.outcome === 'done' ? code.value.qrCode : ''),
    };
    expect(simulator.buyer.open(links[way]())).toMatchObject({ ok: true });
    expect(await client.query(order.outTradeNo)).toMatchObject({
      outcome: 'done',
      value: { status: 'WAIT_BUYER_PAY', totalAmount: 8880 },
    });
  });

  it('an unpaid trade is closed, and one that is not there is not', async () => {
    expect(await client.close(order.outTradeNo)).toMatchObject({ value: { status: 'NOT_EXIST' } });
    simulator.buyer.open(client.payUrl('page', order));
    const closed = { outcome: 'done', value: { status: 'TRADE_CLOSED', paidAt: null } };
    expect(await client.close(order.outTradeNo)).toMatchObject(closed);
    expect(await client.query(order.outTradeNo)).toMatchObject(closed);
  });

  it('refunds are told in part and in full', async () => {
    simulator.buyer.open(client.payUrl('page', order));
    simulator.buyer.pay(order.outTradeNo);
    const { outTradeNo } = order;
    const numbers = { outTradeNo, outRequestNo: 'R1' };
    expect(await client.queryRefund(numbers)).toMatchObject({ value: { status: 'not-known' } });
    const part = { ...numbers, amount: fen(880), reason: '缺货' };
    const done = { value: { status: 'done', refundedTotal: 880 } };
    expect(await client.refund(part)).toMatchObject(done);
    expect(await notified()).toMatchObject({
      report: { status: 'TRADE_SUCCESS', refundedAmount: 880, outRequestNo: 'R1' },
    });
    expect(await client.queryRefund(numbers)).toMatchObject({
      value: { status: 'done', refundAmount: 880 },
    });
    await client.refund({ outTradeNo, outRequestNo: 'R2', amount: fen(8_000), reason: '' });
    const whole = await client.query(outTradeNo);
    expect(whole).toMatchObject({ value: { status: 'TRADE_CLOSED', paidAt: expect.any(Date) } });
    expect(await notified()).toMatchObject({
      report: { status: 'TRADE_CLOSED', refundedAmount: 8880, paidAt: expect.any(Date) },
    });
  });
});

describe('the boot', () => {
  it('stops at a key that is none, naming its file and the header', async () => {
    const wrong = { ALIPAY_PRIVATE_KEY_FILE: keys.alipayPublicKeyFile };
    await expect(boot(wrong)).rejects.toThrow(keys.alipayPublicKeyFile);
    await expect(boot(wrong)).rejects.toThrow('-----BEGIN PRIVATE KEY-----');
  });
});
