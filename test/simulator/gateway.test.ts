import { createSign } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Simulator } from '../../simulator/server.js';
import {
  alipayKeys,
  appKeys,
  call,
  chinaTime,
  common,
  goods,
  NOON,
  payLink,
  readAnswer,
  signed,
  start,
} from './merchant.js';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await start();
});
afterEach(async () => simulator.close());

const query = common('alipay.trade.query', { out_trade_no: 'A1' });

async function post(params: Record<string, string>) {
  const body = new URLSearchParams(params);
  const response = await fetch(simulator.gatewayUrl, { method: 'POST', body });
  expect(response.status).toBe(200);
  return readAnswer(await response.text());
}

function without(key: string): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter(([name]) => name !== key));
}

describe('the door of the gateway', () => {
  const sha1 = createSign('sha1').update('x').sign(appKeys.privateKey, 'base64');
  const full = signed(query);
  it.each<[string, string, string, Record<string, string>]>([
    ['no method', '40001', 'isv.missing-method', signed(without('method'))],
    ['no app id', '40001', 'isv.missing-app-id', signed(without('app_id'))],
    ['no sign_type', '40001', 'isv.missing-signature-type', signed(without('sign_type'))],
    ['no sign', '40001', 'isv.missing-signature', query],
    ['unknown method', '40002', 'isv.invalid-method', signed({ ...query, method: 'alipay.x' })],
    ['method of objects', '40002', 'isv.invalid-method', signed({ ...query, method: 'toString' })],
    ['foreign app id', '40002', 'isv.invalid-app-id', signed({ ...query, app_id: '1' })],
    ['RSA', '40002', 'isv.invalid-signature-type', signed({ ...query, sign_type: 'RSA' })],
    ['GBK', '40002', 'isv.invalid-charset', signed({ ...query, charset: 'GBK' })],
    ['foreign key', '40002', 'isv.invalid-signature', signed(query, alipayKeys.privateKey)],
    ['SHA1', '40002', 'isv.invalid-signature', { ...query, sign: sha1 }],
    ['changed', '40002', 'isv.invalid-signature', { ...full, biz_content: '{"trade_no":"1"}' }],
    ['an added field', '40002', 'isv.invalid-signature', { ...full, notify_url: 'http://x/' }],
  ])('refuses %s with %s %s, unsigned', async (_, code, subCode, params) => {
    const answer = await post(params);
    expect(answer.node).toMatchObject({ code, sub_code: subCode });
    expect(answer.verifies).toBeNull();
    const known = params['method'] === 'alipay.trade.query';
    expect(answer.root).toBe(known ? 'alipay_trade_query_response' : 'error_response');
  });

  it.each<[string, string, string, Record<string, string>]>([
    ['no timestamp', '40001', 'isv.missing-timestamp', without('timestamp')],
    ['no version', '40001', 'isv.missing-version', without('version')],
    ['no biz_content', '40001', 'isv.missing-parameter', without('biz_content')],
    [
      'a time in UTC',
      '40002',
      'isv.invalid-timestamp',
      { ...query, timestamp: '2026-11-21 04:00:00' },
    ],
    [
      'an old time',
      '40002',
      'isv.invalid-timestamp',
      { ...query, timestamp: '2026-11-21 11:44:59' },
    ],
    [
      'a later time',
      '40002',
      'isv.invalid-timestamp',
      { ...query, timestamp: '2026-11-21 12:15:01' },
    ],
    ['no time', '40002', 'isv.invalid-timestamp', { ...query, timestamp: 'now' }],
    ['version 2', '40002', 'isv.invalid-version', { ...query, version: '2.0' }],
    ['XML', '40002', 'isv.invalid-format', { ...query, format: 'xml' }],
    ['AES', '40002', 'isv.invalid-encrypt', { ...query, encrypt_type: 'AES' }],
    ['broken JSON', '40002', 'isv.invalid-parameter', { ...query, biz_content: '{' }],
    ['a list', '40002', 'isv.invalid-parameter', { ...query, biz_content: '[]' }],
    ['no number', '40004', 'ACQ.INVALID_PARAMETER', { ...query, biz_content: '{}' }],
    ['no trade', '40004', 'ACQ.TRADE_NOT_EXIST', { ...query, format: 'JSON', charset: 'UTF-8' }],
  ])('refuses %s with %s %s, signed', async (_, code, subCode, params) => {
    const answer = await post(signed(params));
    expect(answer.node).toMatchObject({ code, sub_code: subCode });
    expect(answer.verifies).toBe(true);
    expect(answer.root).toBe('alipay_trade_query_response');
  });

  it('tells the text that it verified', async () => {
    const answer = await post({ ...full, biz_content: '{}' });
    expect(answer.node['sub_msg']).toContain(
      'biz_content={}&charset=utf-8&method=alipay.trade.query',
    );
  });

  it('drops empty parameters from the signed text, so that a signed empty one fails', async () => {
    const right = await post(signed({ ...query, notify_url: '' }));
    expect(right.node['sub_code']).toBe('ACQ.TRADE_NOT_EXIST');
    const text = Object.entries({ ...query, notify_url: '' })
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map((one) => one.join('='))
      .join('&');
    const sign = createSign('sha256').update(text).sign(appKeys.privateKey, 'base64');
    const wrong = await post({ ...query, notify_url: '', sign });
    expect(wrong.node['sub_code']).toBe('isv.invalid-signature');
  });

  it('accepts the merchant whose clock is right although ours was moved', async () => {
    simulator.clock.advance(5 * 3_600_000);
    for (const at of [NOON, NOON + 5 * 3_600_000]) {
      const answer = await post(signed({ ...query, timestamp: chinaTime(at) }));
      expect(answer.node['sub_code']).toBe('ACQ.TRADE_NOT_EXIST');
    }
    const answer = await post(signed({ ...query, timestamp: chinaTime(NOON + 3_600_000) }));
    expect(answer.node['sub_code']).toBe('isv.invalid-timestamp');
  });

  it('refuses a body that is too large, other methods and other paths in JSON', async () => {
    const body = 'x'.repeat(70_000);
    const large = await fetch(simulator.gatewayUrl, { method: 'POST', body });
    expect(large.status).toBe(413);
    const put = await fetch(simulator.gatewayUrl, { method: 'PUT' });
    expect(put.status).toBe(405);
    const nowhere = await fetch(`${simulator.url}/nowhere`);
    expect(nowhere.status).toBe(404);
    expect(await nowhere.json()).toMatchObject({ error: { status: 404 } });
  });
});

const paidTrade = () => {
  simulator.buyer.open(payLink(simulator));
  simulator.buyer.pay('A1');
};

const refund = async (biz: object) =>
  call(simulator, 'alipay.trade.refund', { out_trade_no: 'A1', ...biz });

const askRefund = async (number: string) =>
  call(simulator, 'alipay.trade.fastpay.refund.query', {
    out_trade_no: 'A1',
    out_request_no: number,
    query_options: ['gmt_refund_pay'],
  });

describe('the methods for servers', () => {
  it('query tells a trade from its opening to its full refund', async () => {
    simulator.buyer.open(payLink(simulator));
    const waiting = await call(simulator, 'alipay.trade.query', { out_trade_no: 'A1' });
    expect(waiting.node).toMatchObject({ code: '10000', trade_status: 'WAIT_BUYER_PAY' });
    expect(waiting.node).not.toHaveProperty('send_pay_date');
    simulator.buyer.pay('A1');
    const tradeNo = waiting.node['trade_no'] ?? '';
    const paid = await call(simulator, 'alipay.trade.query', {
      trade_no: tradeNo,
      out_trade_no: 'B',
    });
    expect(paid.verifies).toBe(true);
    expect(Object.keys(paid.node)).toEqual(
      [
        'code',
        'msg',
        'buyer_logon_id',
        'buyer_pay_amount',
        'buyer_user_id',
        'buyer_user_type',
      ].concat(
        ['invoice_amount', 'out_trade_no', 'point_amount', 'receipt_amount', 'send_pay_date'],
        ['total_amount', 'trade_no', 'trade_status'],
      ),
    );
    expect(paid.node).toMatchObject({
      trade_status: 'TRADE_SUCCESS',
      total_amount: '88.80',
      receipt_amount: '0.00',
      send_pay_date: '2026-11-21 12:00:00',
    });
    await refund({ refund_amount: '88.80' });
    const closed = await call(simulator, 'alipay.trade.query', { out_trade_no: 'A1' });
    expect(closed.node).toMatchObject({
      trade_status: 'TRADE_CLOSED',
      send_pay_date: '2026-11-21 12:00:00',
    });
  });

  it('close works on an unpaid trade only', async () => {
    const close = async () => call(simulator, 'alipay.trade.close', { out_trade_no: 'A1' });
    expect((await close()).node).toMatchObject({ code: '40004', sub_code: 'ACQ.TRADE_NOT_EXIST' });
    simulator.buyer.open(payLink(simulator));
    expect((await close()).node).toMatchObject({ code: '10000', out_trade_no: 'A1' });
    expect((await close()).node['sub_code']).toBe('ACQ.REASON_TRADE_STATUS_INVALID');
    expect(simulator.buyer.open(payLink(simulator))).toMatchObject({
      refusal: { subCode: 'ACQ.TRADE_HAS_CLOSE' },
    });
    simulator.buyer.open(payLink(simulator, { out_trade_no: 'A2' }));
    simulator.buyer.pay('A2');
    const paid = await call(simulator, 'alipay.trade.close', { out_trade_no: 'A2' });
    expect(paid.node['sub_code']).toBe('ACQ.TRADE_STATUS_ERROR');
  });

  it('leaves a link payable whose trade did not exist when it was closed', async () => {
    await call(simulator, 'alipay.trade.close', { out_trade_no: 'A1' });
    await call(simulator, 'alipay.trade.cancel', { out_trade_no: 'A1' });
    expect(simulator.buyer.open(payLink(simulator)).ok).toBe(true);
    expect(simulator.buyer.pay('A1').ok).toBe(true);
  });

  it('refund answers the cumulative fee and whether money moved', async () => {
    paidTrade();
    const answers = [
      await refund({ refund_amount: '30', out_request_no: 'R1' }),
      await refund({ refund_amount: '30.00', out_request_no: 'R1' }),
      await refund({ refund_amount: '8.80', out_request_no: 'R2' }),
    ];
    expect(answers.map(({ node }) => [node['fund_change'], node['refund_fee']])).toEqual([
      ['Y', '30.00'],
      ['N', '30.00'],
      ['Y', '38.80'],
    ]);
    const other = await refund({ refund_amount: '31', out_request_no: 'R1' });
    expect(other.node['sub_code']).toBe('ACQ.DISCORDANT_REPEAT_REQUEST');
    const much = await refund({ refund_amount: '50.01', out_request_no: 'R3' });
    expect(much.node['sub_code']).toBe('ACQ.REFUND_AMT_NOT_EQUAL_TOTAL');
    expect(simulator.trade('A1')).toMatchObject({ refunded_fen: 3880, status: 'TRADE_SUCCESS' });
  });

  it('refund query knows each refund by its number, and says nothing of others', async () => {
    paidTrade();
    await refund({ refund_amount: '30', out_request_no: 'R1' });
    expect((await askRefund('R1')).node).toMatchObject({
      refund_status: 'REFUND_SUCCESS',
      refund_amount: '30.00',
      total_amount: '88.80',
      gmt_refund_pay: '2026-11-21 12:00:00',
    });
    expect((await askRefund('R2')).node).toEqual({ code: '10000', msg: 'Success' });
    expect((await askRefund('')).node['sub_code']).toBe('ACQ.INVALID_PARAMETER');
  });

  it('cancel closes the unpaid, refunds the paid, and finds nothing where nothing is', async () => {
    const cancel = async (no: string) =>
      call(simulator, 'alipay.trade.cancel', { out_trade_no: no });
    const none = await cancel('A1');
    expect(none.node).toEqual({
      code: '10000',
      msg: 'Success',
      out_trade_no: 'A1',
      retry_flag: 'N',
    });
    simulator.buyer.open(payLink(simulator));
    expect((await cancel('A1')).node).toMatchObject({ action: 'close', retry_flag: 'N' });
    simulator.buyer.open(payLink(simulator, { out_trade_no: 'A2' }));
    simulator.buyer.pay('A2');
    expect((await cancel('A2')).node['action']).toBe('refund');
    expect((await cancel('A2')).node['action']).toBe('refund');
    expect(simulator.trade('A2')).toMatchObject({ status: 'TRADE_CLOSED', refunded: '88.80' });
  });

  it('precreate gives a code whose trade exists after the scan, for two hours', async () => {
    const biz = {
      ...goods,
      product_code: 'FACE_TO_FACE_PAYMENT',
      time_expire: '2026-11-21 16:00:00',
    };
    const given = await call(simulator, 'alipay.trade.precreate', biz);
    const code = given.node['qr_code'] ?? '';
    expect(given.verifies).toBe(true);
    expect(given.text).toContain(String.raw`"qr_code":"http:\/\/127.0.0.1:`);
    expect(code.startsWith(`${simulator.url}/qr/`)).toBe(true);
    expect(simulator.trade('A1')).toBeNull();
    simulator.clock.advance(2 * 3_600_000 - 1);
    expect(simulator.buyer.open(code).ok).toBe(true);
    simulator.clock.advance(1);
    expect(simulator.buyer.open(code)).toMatchObject({
      refusal: { subCode: 'ACQ.TRADE_HAS_CLOSE' },
    });
    expect(simulator.buyer.pay('A1').ok).toBe(true);
    const again = await call(simulator, 'alipay.trade.precreate', biz);
    expect(again.node['sub_code']).toBe('ACQ.TRADE_HAS_SUCCESS');
  });
});
