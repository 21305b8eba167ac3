import { Logger } from '@nestjs/common';
import { AlipaySdk } from 'alipay-sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Metrics } from '../../src/http/health/metrics.service.js';
import { SelfChecks } from '../../src/http/health/self-checks.js';
import { AlipayClient } from '../../src/alipay/alipay-client.js';
import { RefusedMessages } from '../../src/alipay/diagnosis/refused-messages.service.js';
import { AnswerWatch } from '../../src/alipay/answer-watch.service.js';
import { AlipayGateway } from '../../src/alipay/gateway.js';
import type { AlipayKeys } from '../../src/alipay/keys.js';
import type { PayRequest } from '../../src/alipay/pay-request.js';
import { signRsa2 } from '../../src/alipay/signing.js';
import { isSignedBy, signedBytes } from '../../src/alipay/verification.js';
import { fen } from '../../src/kernel/money.js';
import { type GatewayStub, signedAnswer, startGatewayStub, text } from './gateway-stub.js';
import { alipays, configOf, ours, strangers, trusting } from './support.js';

/** What a request's signature covers. */
function signedText(params: Readonly<Record<string, string>>): string {
  const fields = new Map(Object.entries(params));
  return signedBytes({ fields, bytes: null }, []).toString();
}

const clock = { now: () => new Date('2026-11-21T15:59:59.999Z') };
const order: PayRequest = {
  outTradeNo: 'T1',
  subject: '商品 100% + 🎉',
  amount: fen(20_900),
  timeExpire: new Date('2026-11-21T16:30:00.000Z'),
  notifyUrl: 'https://shop.example/api/v1/alipay/notify',
  returnUrl: 'https://shop.example/api/v1/alipay/return',
};
const numbers = { outTradeNo: 'T1', outRequestNo: 'R1' };
const QUERY = 'alipay_trade_query_response';
const CLOSE = 'alipay_trade_close_response';
const REFUND = 'alipay_trade_refund_response';
const REFUND_QUERY = 'alipay_trade_fastpay_refund_query_response';
const PRECREATE = 'alipay_trade_precreate_response';
const paid = {
  code: '10000',
  msg: 'Success',
  buyer_logon_id: 'abc***@example.com',
  buyer_pay_amount: '0.00',
  fund_bill_list: [{ amount: '209.00', fund_channel: 'ALIPAYACCOUNT' }],
  out_trade_no: 'T1',
  receipt_amount: '0.00',
  send_pay_date: '2026-11-21 12:00:04',
  total_amount: '209.00',
  trade_no: '2026112122001400000000000001',
  trade_status: 'TRADE_SUCCESS',
};
const refusal = (subCode: string, code = '40004') => ({
  code,
  msg: 'Business Failed',
  sub_code: subCode,
  sub_msg: '不行',
});

let stub: GatewayStub;
beforeAll(async () => {
  Logger.overrideLogger(false);
  stub = await startGatewayStub();
});
afterAll(async () => stub.close());
beforeEach(() => void stub.requests.splice(0));

function clientWith(
  keys: AlipayKeys = trusting(alipays.publicKey),
  timeoutMs = 5_000,
  metrics = new Metrics(),
) {
  const env = { ALIPAY_GATEWAY: stub.url, ALIPAY_TIMEOUT_MS: String(timeoutMs) };
  const config = configOf(env);
  const gateway = new AlipayGateway(
    config,
    keys,
    clock,
    new AnswerWatch(config, metrics, new SelfChecks(), new RefusedMessages(config, keys, clock)),
  );
  return new AlipayClient(config, gateway, keys, clock);
}

function sdk() {
  return new AlipaySdk({
    appId: '9021000000000001',
    gateway: stub.url,
    privateKey: ours.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
  });
}

function paramsOf(query: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(query));
}

describe('links', () => {
  const content = {
    out_trade_no: 'T1',
    total_amount: '209.00',
    subject: '商品 100% + 🎉',
    time_expire: '2026-11-22 00:30:00',
  };

  it.each([
    ['page', 'alipay.trade.page.pay', 'FAST_INSTANT_TRADE_PAY', {}],
    ['wap', 'alipay.trade.wap.pay', 'QUICK_WAP_WAY', { quit_url: order.returnUrl }],
  ] as const)('%s is an address that our key signed', (way, method, product, extra) => {
    const link = new URL(clientWith().payUrl(way, order));
    const { sign = '', biz_content: biz = '', ...params } = paramsOf(link.search);
    expect(`${link.origin}${link.pathname}`).toBe(stub.url);
    expect(params).toEqual({
      app_id: '9021000000000001',
      method,
      format: 'JSON',
      charset: 'utf-8',
      sign_type: 'RSA2',
      timestamp: '2026-11-21 23:59:59',
      version: '1.0',
      notify_url: order.notifyUrl,
      return_url: order.returnUrl,
    });
    expect(JSON.parse(biz)).toEqual({ ...content, product_code: product, ...extra });
    const signed = signedText({ ...params, biz_content: biz });
    expect(isSignedBy([ours.publicKey], signed, sign)).toBe(true);
  });

  it('are the ones that the SDK makes', () => {
    const link = new URL(clientWith().payUrl('wap', { ...order, quitUrl: 'https://a.b/c?d=e' }));
    const {
      sign,
      biz_content: biz = '',
      method = '',
      alipay_sdk: _,
      ...rest
    } = paramsOf(link.search);
    // The SDK names itself in its links; a signature is compared over the same parameters.
    const made = sdk().pageExecute(method, 'GET', { ...rest, bizContent: JSON.parse(biz) });
    const {
      alipay_sdk: name = '',
      sign: sdkSign = '',
      ...sdkRest
    } = paramsOf(new URL(made).search);
    expect(sdkRest).toEqual({ ...rest, biz_content: biz, method });
    const signed = signedText({ ...sdkRest, alipay_sdk: name });
    expect(signRsa2(signed, ours.privateKey)).toBe(sdkSign);
    expect(sign).toBe(signRsa2(signedText(sdkRest), ours.privateKey));
  });

  it('an order string is the one that the SDK makes, signature and all', () => {
    const string = clientWith().orderString(order);
    const { biz_content: biz = '', method = '', sign: _, ...rest } = paramsOf(string);
    expect(method).toBe('alipay.trade.app.pay');
    expect(rest).not.toHaveProperty('return_url');
    const made = sdk().sdkExecute(method, { ...rest, bizContent: JSON.parse(biz) });
    expect(paramsOf(string)).toEqual(paramsOf(made));
    expect(string.split('&').toSorted()).toEqual(made.split('&').toSorted());
  });

  it('leave out an empty address, which Alipay would not sign', () => {
    const link = new URL(clientWith().payUrl('page', { ...order, returnUrl: '' }));
    const { sign = '', ...params } = paramsOf(link.search);
    expect(params).not.toHaveProperty('return_url');
    const signed = signedText(params);
    expect(isSignedBy([ours.publicKey], signed, sign)).toBe(true);
  });

  it('name the certificates in certificate mode', () => {
    const keys = { ...trusting(alipays.publicKey), serials: { app: 'a1', root: 'b2_c3' } };
    const link = new URL(clientWith(keys).payUrl('page', order));
    expect(paramsOf(link.search)).toMatchObject({
      app_cert_sn: 'a1',
      alipay_root_cert_sn: 'b2_c3',
    });
  });
});

describe('requests', () => {
  it('are signed, in China time, and hold nothing empty', async () => {
    stub.reply = signedAnswer(REFUND, { ...paid, fund_change: 'Y', refund_fee: '0.50' });
    await clientWith().refund({ ...numbers, amount: fen(50), reason: '' });
    const [{ sign = '', ...params } = {}] = stub.requests;
    const { biz_content: biz = '', ...rest } = params;
    expect(rest).toEqual({
      app_id: '9021000000000001',
      method: 'alipay.trade.refund',
      format: 'JSON',
      charset: 'utf-8',
      sign_type: 'RSA2',
      timestamp: '2026-11-21 23:59:59',
      version: '1.0',
    });
    expect(JSON.parse(biz)).toEqual({
      out_trade_no: 'T1',
      out_request_no: 'R1',
      query_options: ['deposit_back_info'],
      refund_amount: '0.50',
    });
    const signed = signedText(params);
    expect(isSignedBy([ours.publicKey], signed, sign)).toBe(true);
  });

  it('name the certificates in certificate mode', async () => {
    const keys = { ...trusting(alipays.publicKey), serials: { app: 'a1', root: 'b2_c3' } };
    stub.reply = signedAnswer(QUERY, paid);
    await clientWith(keys).query('T1');
    expect(stub.requests).toMatchObject([{ app_cert_sn: 'a1', alipay_root_cert_sn: 'b2_c3' }]);
  });
});

const byName = (sn: string | null) => [sn === 'new' ? alipays.publicKey : strangers.publicKey];

describe('query', () => {
  it('answers what Alipay says of the trade, without its buyer', async () => {
    stub.reply = signedAnswer(QUERY, paid);
    const answer = await clientWith().query('T1');
    expect(answer).toMatchObject({
      outcome: 'done',
      value: {
        source: 'query',
        outTradeNo: 'T1',
        tradeNo: '2026112122001400000000000001',
        status: 'TRADE_SUCCESS',
        totalAmount: 20900,
        refundedAmount: null,
        paidAt: new Date('2026-11-21T04:00:04Z'),
        evidence: { total_amount: '209.00', fund_bill_list: '[redacted]' },
      },
    });
    expect(JSON.stringify(answer)).not.toContain('abc***');
  });

  it.each([
    [
      'nobody opened the link',
      refusal('ACQ.TRADE_NOT_EXIST'),
      { status: 'NOT_EXIST', totalAmount: null },
    ],
    [
      'it waits for the buyer',
      { ...paid, trade_status: 'WAIT_BUYER_PAY', send_pay_date: undefined },
      { status: 'WAIT_BUYER_PAY', paidAt: null },
    ],
    [
      'it was refunded in full',
      { ...paid, trade_status: 'TRADE_CLOSED' },
      { status: 'TRADE_CLOSED', paidAt: new Date('2026-11-21T04:00:04Z') },
    ],
  ])('is done when %s', async (_, fields, value) => {
    stub.reply = signedAnswer(QUERY, fields);
    expect(await clientWith().query('T1')).toMatchObject({
      outcome: 'done',
      value: { outTradeNo: 'T1', ...value },
    });
  });

  it('is refused for good', async () => {
    stub.reply = signedAnswer(QUERY, refusal('isv.insufficient-isv-permissions', '40006'));
    expect(await clientWith().query('T1')).toEqual({
      outcome: 'refused',
      code: '40006',
      subCode: 'isv.insufficient-isv-permissions',
      detail: '不行',
    });
  });

  const node = JSON.stringify(paid);
  const sign = signRsa2(node, alipays.privateKey);
  const forgery = JSON.stringify({ ...paid, out_trade_no: 'T1', total_amount: '0.01' });
  it.each([
    ['the sign stands first', `{"sign":"${sign}","${QUERY}":${node}}`],
    [
      'there are spaces and a certificate',
      `{ "${QUERY}" : ${node} , "alipay_cert_sn":"x", "sign":"${sign}"}\n`,
    ],
    ['its root is error_response', `{"error_response":${node},"sign":"${sign}"}`],
  ])('is done when %s', async (_, body) => {
    stub.reply = text(body);
    expect(await clientWith().query('T1')).toMatchObject({ outcome: 'done' });
  });

  it.each([
    ['nothing', ''],
    ['garbage', '<html>busy</html>'],
    ['a list', '[]'],
    ['null', 'null'],
    ['an empty object', '{}'],
    ['no root', `{"sign":"${sign}"}`],
    ['null for a node', `{"${QUERY}":null,"sign":"${sign}"}`],
    ['a node that is a text', `{"${QUERY}":"x","sign":"${signRsa2('"x"', alipays.privateKey)}"}`],
    ['no signature', `{"${QUERY}":${node}}`],
    ['an empty signature', `{"${QUERY}":${node},"sign":""}`],
    ['a signature that is a number', `{"${QUERY}":${node},"sign":1}`],
    [
      "a stranger's signature",
      `{"${QUERY}":${node},"sign":"${signRsa2(node, strangers.privateKey)}"}`,
    ],
    ['a changed sum', `{"${QUERY}":${forgery},"sign":"${sign}"}`],
    ['its root twice', `{"${QUERY}":${forgery},"${QUERY}":${node},"sign":"${sign}"}`],
    [
      'its root twice, the other way',
      `{"${QUERY}":${node},"${QUERY}":${forgery},"sign":"${sign}"}`,
    ],
    [
      'its root twice, once escaped',
      String.raw`{"${QUERY}":${node},"\u0061${QUERY.slice(1)}":${forgery},"sign":"${sign}"}`,
    ],
    ['both roots', `{"${QUERY}":${forgery},"error_response":${node},"sign":"${sign}"}`],
    [
      'both roots, the signed one first',
      `{"${QUERY}":${node},"error_response":${forgery},"sign":"${sign}"}`,
    ],
    ['its signature twice', `{"${QUERY}":${node},"sign":"${sign}","sign":"${sign}"}`],
    [
      'the genuine node inside another',
      `{"${QUERY}":{"code":"10000","x":${node}},"sign":"${sign}"}`,
    ],
  ])('is unknown when the answer is %s', async (_, body) => {
    stub.reply = text(body);
    expect(await clientWith().query('T1')).toMatchObject({ outcome: 'unknown' });
  });

  it.each([
    ['another trade', { ...paid, out_trade_no: 'T2' }],
    ['a failure about another trade', { ...refusal('ACQ.TRADE_NOT_EXIST'), out_trade_no: 'T2' }],
    ['no trade', { ...paid, out_trade_no: undefined }],
    ['a state nobody knows', { ...paid, trade_status: 'TRADE_PENDING' }],
    [
      'a closed trade that was paid, nobody can read when',
      { ...paid, trade_status: 'TRADE_CLOSED', send_pay_date: '2026-11-21T12:00:04' },
    ],
    ['no sum', { ...paid, total_amount: undefined }],
    ['a sum with three decimals', { ...paid, total_amount: '209.000' }],
    [
      '20000',
      { code: '20000', msg: 'Service Currently Unavailable', sub_code: 'isp.unknow-error' },
    ],
    ['a system error', refusal('ACQ.SYSTEM_ERROR')],
    ['no code', { ...paid, code: undefined }],
  ])('is unknown when the signed answer is about %s', async (_, fields) => {
    stub.reply = signedAnswer(QUERY, fields);
    expect(await clientWith().query('T1')).toMatchObject({ outcome: 'unknown' });
  });

  it.each([
    ['500', 500],
    ['502', 502],
    ['302', 302],
    ['404', 404],
  ])('is unknown when HTTP says %s, whatever is signed', async (_, status) => {
    stub.reply = text(`{"${QUERY}":${node},"sign":"${sign}"}`, status);
    expect(await clientWith().query('T1')).toEqual({
      outcome: 'unknown',
      reason: `status: ${status}`,
    });
  });

  it('is counted by its code, or as none', async () => {
    const metrics = new Metrics();
    const client = clientWith(undefined, undefined, metrics);
    stub.reply = signedAnswer(QUERY, paid);
    await client.query('T1');
    stub.reply = text(`{"${QUERY}":${JSON.stringify(refusal('isv.invalid-app-id', '40002'))}}`);
    await client.query('T1');
    stub.reply = signedAnswer(QUERY, { ...paid, code: 'x'.repeat(500) });
    await client.query('T1');
    stub.reply = (response) => response.destroy();
    await client.query('T1');
    stub.reply = signedAnswer(QUERY, paid, strangers.privateKey);
    await client.query('T1');
    stub.reply = text(`{"${QUERY}":${JSON.stringify(paid)}}`);
    await client.query('T1');
    const { body } = await metrics.text();
    const counted = [...body.matchAll(/^alipay_answers_total\{(.*)\} ([1-9]\d*)$/gm)];
    expect(counted.map(([, labels, count]) => `${labels} ${count}`)).toEqual(
      ['10000 1', '40002 1', 'odd 1', 'unverified 2', 'none 1'].map((said) => {
        const [code, count] = said.split(' ');
        return `method="alipay.trade.query",code="${code}" ${count}`;
      }),
    );
  });

  it('passes on an unsigned refusal at the door, whatever sub_code it has', async () => {
    const root = JSON.stringify(refusal('isv.invalid-signature', '40002'));
    for (const name of ['error_response', QUERY]) {
      stub.reply = text(`{"${name}":${root}}`);
      const answer = await clientWith().query('T1');
      expect(answer).toMatchObject({ outcome: 'refused', subCode: 'isv.invalid-signature' });
    }
    stub.reply = text(`{"${QUERY}":${JSON.stringify(refusal('ACQ.TRADE_NOT_EXIST', '40002'))}}`);
    expect(await clientWith().query('T1')).toMatchObject({ outcome: 'refused' });
  });

  it('believes no unsigned word about a trade', async () => {
    stub.reply = text(`{"${QUERY}":${JSON.stringify(refusal('ACQ.TRADE_NOT_EXIST'))}}`);
    expect(await clientWith().query('T1')).toEqual({
      outcome: 'unknown',
      reason: 'answered, but not signed',
      unverified: true,
    });
  });

  it('is unknown when the connection breaks or cannot be had', async () => {
    stub.reply = (response) => response.destroy();
    expect(await clientWith().query('T1')).toMatchObject({ outcome: 'unknown' });
    const config = configOf({ ALIPAY_GATEWAY: 'http://127.0.0.1:1/gateway.do' });
    const keys = trusting(alipays.publicKey);
    const gateway = new AlipayGateway(
      config,
      keys,
      clock,
      new AnswerWatch(
        config,
        new Metrics(),
        new SelfChecks(),
        new RefusedMessages(config, keys, clock),
      ),
    );
    const client = new AlipayClient(config, gateway, keys, clock);
    expect(await client.query('T1')).toMatchObject({ outcome: 'unknown' });
  });

  it('is unknown when no answer comes in time', async () => {
    stub.reply = () => undefined;
    expect(await clientWith(undefined, 150).query('T1')).toMatchObject({ outcome: 'unknown' });
  });

  it('is unknown in time when the answer comes drop by drop', async () => {
    let timer: NodeJS.Timeout | undefined;
    stub.reply = (response) => {
      response.writeHead(200);
      timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    };
    const before = performance.now();
    const answer = await clientWith(undefined, 1_000).query('T1');
    clearInterval(timer);
    expect(answer).toEqual({ outcome: 'unknown', reason: 'no answer (deadline)' });
    expect(performance.now() - before).toBeLessThan(60_000);
  });

  it('tells nothing of the answer in its reason', async () => {
    stub.reply = signedAnswer(QUERY, paid, strangers.privateKey);
    expect(await clientWith().query('T1')).toEqual({
      outcome: 'unknown',
      reason: 'answered, but the signature does not verify',
      unverified: true,
    });
  });

  it('is verified by the certificate that the answer names', async () => {
    const keys = { ...trusting(), ofAlipay: byName, serials: { app: 'a', root: 'r' } };
    const named = `{"${QUERY}":${node},"alipay_cert_sn":"new","sign":"${sign}"}`;
    stub.reply = text(named);
    expect(await clientWith(keys).query('T1')).toMatchObject({ outcome: 'done' });
    stub.reply = text(named.replace('"new"', '"old"'));
    expect(await clientWith(keys).query('T1')).toMatchObject({ outcome: 'unknown' });
  });
});

describe('close', () => {
  const closed = { code: '10000', msg: 'Success', out_trade_no: 'T1', trade_no: '2026112122001' };

  it.each([
    ['closed', closed, { status: 'TRADE_CLOSED', tradeNo: '2026112122001', paidAt: null }],
    ['never opened', refusal('ACQ.TRADE_NOT_EXIST'), { status: 'NOT_EXIST', tradeNo: null }],
  ])('is done when the trade is %s', async (_, fields, value) => {
    stub.reply = signedAnswer(CLOSE, fields);
    expect(await clientWith().close('T1')).toMatchObject({
      outcome: 'done',
      value: { source: 'close', outTradeNo: 'T1', totalAmount: null, ...value },
    });
  });

  it.each(['ACQ.TRADE_STATUS_ERROR', 'ACQ.REASON_TRADE_STATUS_INVALID', 'ACQ.TRADE_HAS_SUCCESS'])(
    'is refused with %s',
    async (subCode) => {
      stub.reply = signedAnswer(CLOSE, refusal(subCode));
      expect(await clientWith().close('T1')).toMatchObject({ outcome: 'refused', subCode });
    },
  );

  it.each([
    ['no trade', { code: '10000', msg: 'Success' }],
    ['another trade', { ...closed, out_trade_no: 'T2' }],
    ['the absence of another trade', { ...refusal('ACQ.TRADE_NOT_EXIST'), out_trade_no: 'T2' }],
  ])('is unknown when the answer names %s', async (_, fields) => {
    stub.reply = signedAnswer(CLOSE, fields);
    expect(await clientWith().close('T1')).toMatchObject({ outcome: 'unknown' });
  });
});

describe('precreate', () => {
  it('answers the code, its slashes unescaped', async () => {
    const code = 'https://qr.alipay.com/bax07651xvtprxfkmxyf00a9';
    stub.reply = signedAnswer(PRECREATE, { code: '10000', out_trade_no: 'T1', qr_code: code });
    expect(await clientWith().precreate(order)).toEqual({
      outcome: 'done',
      value: { qrCode: code },
    });
    const [{ biz_content: biz = '', ...params } = {}] = stub.requests;
    expect(params).toMatchObject({ notify_url: order.notifyUrl });
    expect(JSON.parse(biz)).toMatchObject({
      product_code: 'FACE_TO_FACE_PAYMENT',
      time_expire: '2026-11-22 00:30:00',
    });
  });

  it.each([
    ['no code', { code: '10000', out_trade_no: 'T1' }, 'unknown'],
    ['a code that leads nowhere', { code: '10000', out_trade_no: 'T1', qr_code: 'x' }, 'unknown'],
    ['a paid trade', refusal('ACQ.TRADE_HAS_SUCCESS'), 'refused'],
  ])('with %s is %s', async (_, fields, outcome) => {
    stub.reply = signedAnswer(PRECREATE, fields);
    expect(await clientWith().precreate(order)).toMatchObject({ outcome });
  });
});

describe('refunds', () => {
  const refunded = {
    code: '10000',
    fund_change: 'Y',
    out_trade_no: 'T1',
    trade_no: '2026112122001',
    refund_fee: '30.00',
  };
  const request = { ...numbers, amount: fen(1_000), reason: '缺货' };

  it('are done when money moved, and tell the trade what it lost in all', async () => {
    stub.reply = signedAnswer(REFUND, refunded);
    expect(await clientWith().refund(request)).toMatchObject({
      outcome: 'done',
      value: {
        ...numbers,
        status: 'done',
        refundAmount: null,
        refundedTotal: 3000,
        trade: { source: 'refund', status: 'TRADE_SUCCESS', refundedAmount: 3000 },
      },
    });
    const [{ biz_content: biz = '' } = {}] = stub.requests;
    expect(JSON.parse(biz)).toMatchObject({ refund_amount: '10.00', refund_reason: '缺货' });
  });

  it('name the trade by its own number, where that is known', async () => {
    stub.reply = signedAnswer(REFUND, refunded);
    await clientWith().refund({ ...request, tradeNo: '2026112122001' });
    await clientWith().queryRefund({ ...numbers, tradeNo: null });
    const contents = stub.requests.map(({ biz_content: biz = '' }) => JSON.parse(biz) as object);
    expect(contents[0]).toMatchObject({ out_trade_no: 'T1', trade_no: '2026112122001' });
    expect(contents[1]).toEqual({ out_trade_no: 'T1', out_request_no: 'R1' });
  });

  it('are not known when no money moved', async () => {
    stub.reply = signedAnswer(REFUND, { ...refunded, fund_change: 'N' });
    expect(await clientWith().refund(request)).toMatchObject({
      outcome: 'done',
      value: { status: 'not-known', trade: null },
    });
  });

  it.each([
    ['refused', refusal('ACQ.SELLER_BALANCE_NOT_ENOUGH')],
    ['unknown', refusal('ACQ.SYSTEM_ERROR')],
    ['unknown', { ...refunded, out_trade_no: 'T2' }],
    ['unknown', { ...refunded, out_trade_no: undefined }],
  ])('are %s by %j', async (outcome, fields) => {
    stub.reply = signedAnswer(REFUND, fields);
    expect(await clientWith().refund(request)).toMatchObject({ outcome });
  });

  it('are never refused by an unsigned answer', async () => {
    const fields = JSON.stringify(refusal('isv.invalid-signature', '40002'));
    const reason = 'not signed: 40002 isv.invalid-signature';
    const expected = { outcome: 'unknown', reason, unverified: true };
    stub.reply = text(`{"error_response":${fields}}`);
    expect(await clientWith().refund(request)).toEqual(expected);
    expect(await clientWith().queryRefund(numbers)).toEqual(expected);
  });

  const queried = {
    code: '10000',
    out_trade_no: 'T1',
    out_request_no: 'R1',
    refund_amount: '10.00',
    refund_status: 'REFUND_SUCCESS',
    total_amount: '209.00',
  };
  it.each([
    ['done', queried, { status: 'done', refundAmount: 1000, refundedTotal: null }],
    ['done', { ...queried, refund_status: undefined }, { status: 'not-known' }],
    ['done', { code: '10000', msg: 'Success' }, { status: 'not-known', refundAmount: null }],
  ])('when asked for are %s: %j', async (outcome, fields, value) => {
    stub.reply = signedAnswer(REFUND_QUERY, fields);
    expect(await clientWith().queryRefund(numbers)).toMatchObject({ outcome, value });
  });

  it.each([
    ['another refund', { ...queried, out_request_no: 'R2' }],
    ['another trade', { ...queried, out_trade_no: 'T2' }],
    ['no refund', { ...queried, out_request_no: undefined }],
    ['no trade', { ...queried, out_trade_no: undefined }],
  ])('are unknown when the answer names %s', async (_, fields) => {
    stub.reply = signedAnswer(REFUND_QUERY, fields);
    expect(await clientWith().queryRefund(numbers)).toMatchObject({ outcome: 'unknown' });
  });
});
