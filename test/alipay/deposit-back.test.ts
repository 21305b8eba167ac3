import { describe, expect, it } from '@jest/globals';
import {
  depositBackIn,
  depositBackQueried,
  PLATFORM_MESSAGE,
} from '../../src/alipay/deposit-back.js';

const ASKED = { outTradeNo: 'T1', outRequestNo: 'R1', tradeNo: '2026112122001' };
const DONE = {
  code: '10000',
  out_trade_no: 'T1',
  trade_no: '2026112122001',
  out_request_no: 'R1',
  refund_amount: '60.00',
  refund_status: 'REFUND_SUCCESS',
};

function answer(info: unknown, changes: Readonly<Record<string, string>> = {}) {
  const text = typeof info === 'string' ? info : JSON.stringify(info);
  return depositBackQueried(ASKED, { ...DONE, deposit_back_info: text, ...changes });
}

describe('what Alipay answers of a refund’s way to a bank card', () => {
  it.each([
    ['none, as of one that went to a balance', { has_deposit_back: 'false' }, 'none'],
    ['none, said by a JSON false', { has_deposit_back: false }, 'none'],
    ['none, for want of the member', {}, 'none'],
    ['none, for it is no JSON', 'x', 'none'],
    ['none, for it is null', 'null', 'none'],
    ['under way', { has_deposit_back: 'true', dback_status: 'P' }, 'under-way'],
    ['under way, for no status is said', { has_deposit_back: 'true' }, 'under-way'],
    ['arrived', { has_deposit_back: 'true', dback_status: 'S' }, 'arrived'],
    ['arrived, said by a JSON true', { has_deposit_back: true, dback_status: 's' }, 'arrived'],
    ['bounced', { has_deposit_back: 'TRUE', dback_status: 'F' }, 'bounced'],
  ])('is %s', (_, info, status) => {
    expect(answer(info)).toMatchObject({ status });
  });

  it('names the refund, the sum that arrived, and what was said', () => {
    const info = { has_deposit_back: 'true', dback_status: 'S', dback_amount: '60.00' };
    expect(answer(info)).toEqual({
      outTradeNo: 'T1',
      tradeNo: '2026112122001',
      outRequestNo: 'R1',
      status: 'arrived',
      amount: 6_000,
      evidence: { out_request_no: 'R1', ...info },
    });
    expect(depositBackQueried(ASKED, DONE)).toEqual({ status: 'none' });
  });

  it.each([
    ['another trade', { out_trade_no: 'T2' }],
    ['another refund', { out_request_no: 'R2' }],
    ['a refund that Alipay does not know', { refund_status: '' }],
  ])('is nothing when it is about %s', (_, changes) => {
    expect(answer({ has_deposit_back: 'true', dback_status: 'F' }, changes)).toBe(null);
  });
});

describe('the message that tells how a refund to a bank card ended', () => {
  const content = {
    out_trade_no: 'T1',
    trade_no: '2026112122001',
    out_request_no: 'R1',
    dback_status: 'S',
    dback_amount: '60.00',
  };
  const message = (changes: object) =>
    depositBackIn(new Map([['biz_content', JSON.stringify({ ...content, ...changes })]]));

  it('names the refund, the sum that arrived, and what was said', () => {
    expect(message({})).toEqual({
      outTradeNo: 'T1',
      tradeNo: '2026112122001',
      outRequestNo: 'R1',
      status: 'arrived',
      amount: 6_000,
      evidence: content,
    });
  });

  it.each([
    ['that it bounced', { dback_status: 'f' }, { status: 'bounced' }],
    ['no sum', { dback_amount: undefined }, { amount: null }],
    ["no number of Alipay's", { trade_no: undefined }, { tradeNo: null }],
  ])('may say %s', (_, changes, expected) => {
    expect(message(changes)).toMatchObject(expected);
  });

  it.each([
    ['no trade', { out_trade_no: undefined }],
    ['a trade that is no text', { out_trade_no: 1 }],
    ['no refund', { out_request_no: undefined }],
    ['no end', { dback_status: undefined }],
    ['an end that is not known', { dback_status: 'P' }],
  ])('is none when it names %s', (_, changes) => {
    expect(message(changes)).toBe(null);
  });

  it.each([undefined, 'no JSON', 'null', '[]', '7'])('is none without its content: %p', (text) => {
    expect(depositBackIn(new Map(text === undefined ? [] : [['biz_content', text]]))).toBe(null);
  });
});

describe('a message of the open platform', () => {
  const holds = (name: string, value: string) => PLATFORM_MESSAGE.forms.get(name)?.(value);

  it.each([
    ['app_id', '2021000000000001', true],
    ['app_id', '1'.repeat(8), true],
    ['app_id', '1'.repeat(32), true],
    ['app_id', '1'.repeat(7), false],
    ['app_id', '1'.repeat(33), false],
    ['app_id', '2021000000000001x', false],
    ['app_id', 'x2021000000000001', false],
    ['msg_method', 'alipay.trade.refund.depositback.completed', true],
    ['msg_method', 'x'.repeat(100), true],
    ['msg_method', 'x'.repeat(101), false],
    ['msg_method', '', false],
    ['msg_method', 'a b', false],
    ['msg_method', ' a', false],
    ['msg_method', 'a ', false],
    ['notify_id', '2026112100222120000000000000000009', true],
    ['notify_id', 'a.b:c-d_e', true],
    ['notify_id', 'x'.repeat(128), true],
    ['notify_id', 'x'.repeat(129), false],
    ['notify_id', '', false],
    ['notify_id', ' a', false],
    ['notify_id', 'a ', false],
  ])('has the %s %p: %p', (name, value, expected) => {
    expect(holds(name, value)).toBe(expected);
  });

  it('has all that is needed', () => {
    expect(PLATFORM_MESSAGE.required).toEqual(['app_id', 'msg_method', 'notify_id', 'biz_content']);
    expect([...PLATFORM_MESSAGE.forms.keys()]).toEqual(['app_id', 'msg_method', 'notify_id']);
  });
});
