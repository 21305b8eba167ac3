import { describe, expect, it } from '@jest/globals';
import {
  ANSWER_CHECKS,
  checked,
  isNumbered,
  reportOfAbsence,
  reportOfClose,
  reportOfNotify,
  reportOfQuery,
  reportOfRefund,
} from '../../src/alipay/trade-report.js';

const numbers = { out_trade_no: 'T1', trade_no: '2026112122001' };
const query = {
  ...numbers,
  trade_status: 'TRADE_SUCCESS',
  total_amount: '209.00',
  send_pay_date: '2026-11-21 12:00:04',
  buyer_pay_amount: '0.00',
  buyer_logon_id: 'abc***@example.com',
};
const PAID_AT = new Date('2026-11-21T04:00:04Z');
/** What a report says when its message says nothing but the trade's numbers. */
const bare = {
  outTradeNo: 'T1',
  tradeNo: '2026112122001',
  totalAmount: null,
  refundedAmount: null,
  paidAt: null,
  outRequestNo: null,
  checks: { signature: 'passed' },
  evidence: numbers,
};

describe('what a notify says', () => {
  const fields = {
    ...numbers,
    trade_status: 'TRADE_CLOSED',
    total_amount: '209.00',
    refund_fee: '1.50',
    gmt_payment: '2026-11-21 12:00:04',
    out_biz_no: 'R1',
    buyer_id: '2088222222222222',
  };
  const reported = (said: object) =>
    reportOfNotify(new Map(Object.entries(said)), { app_id: 'off' });

  it('is reported whole, with the checks that were made', () => {
    expect(reported(fields)).toEqual({
      ...bare,
      source: 'notify',
      status: 'TRADE_CLOSED',
      totalAmount: 20_900,
      refundedAmount: 150,
      paidAt: PAID_AT,
      outRequestNo: 'R1',
      checks: { app_id: 'off' },
      evidence: { ...fields, buyer_id: '[redacted]' },
    });
  });

  it('is nothing where it says nothing', () => {
    const nothing = { ...bare, outTradeNo: '', tradeNo: null, checks: { app_id: 'off' } };
    const report = { ...nothing, source: 'notify', status: 'WAIT_BUYER_PAY', evidence: {} };
    expect(reported({})).toEqual(report);
  });
});

describe('what a query is answered', () => {
  const done = { ...bare, source: 'query', status: 'TRADE_SUCCESS', totalAmount: 20_900 };
  const evidence = { ...query, buyer_logon_id: '[redacted]' };

  it('is reported whole', () => {
    expect(reportOfQuery(query)).toEqual({ ...done, paidAt: PAID_AT, evidence });
  });

  it.each([
    ['it is closed, and was not paid', { trade_status: 'TRADE_CLOSED', send_pay_date: '' }, null],
    ['it is closed, and was paid', { trade_status: 'TRADE_CLOSED' }, PAID_AT],
    ['it is paid, nobody can read when', { send_pay_date: 'yesterday' }, null],
    ['it says no time', { send_pay_date: '' }, null],
  ])('is a report when %s', (_, said, paidAt) => {
    const { trade_status: status = 'TRADE_SUCCESS' } = said as { trade_status?: string };
    const fields = { ...query, ...said } as Record<string, string>;
    expect(reportOfQuery(fields)).toMatchObject({ status, paidAt, totalAmount: 20_900 });
  });

  it('is a report of a close that names no payment', () => {
    const { send_pay_date: _paid, ...closed } = { ...query, trade_status: 'TRADE_CLOSED' };
    expect(reportOfQuery(closed)).toMatchObject({ status: 'TRADE_CLOSED', paidAt: null });
  });

  it.each([
    ['no state', { trade_status: 'PAID' }],
    ['no sum', { total_amount: '209' }],
    ['no trade', { out_trade_no: '' }],
    [
      'a close, nobody can read when it was paid',
      { trade_status: 'TRADE_CLOSED', send_pay_date: 'x' },
    ],
  ])('is no report when it names %s', (_, said) => {
    expect(reportOfQuery({ ...query, ...said })).toBeNull();
  });
});

describe('what other calls are answered', () => {
  it('is reported with its source and nothing that it does not say', () => {
    expect(reportOfClose(numbers)).toEqual({ ...bare, source: 'close', status: 'TRADE_CLOSED' });
    const refunded = { ...bare, source: 'refund', status: 'TRADE_SUCCESS' };
    expect(reportOfRefund(numbers)).toEqual(refunded);
    expect(reportOfRefund({ ...numbers, refund_fee: '30.00' })).toEqual({
      ...refunded,
      refundedAmount: 3_000,
      evidence: { ...numbers, refund_fee: '30.00' },
    });
    expect(reportOfAbsence('close', {})).toEqual({
      ...bare,
      source: 'close',
      outTradeNo: '',
      tradeNo: null,
      status: 'NOT_EXIST',
      evidence: {},
    });
  });

  it('is no report of a close that names no trade', () => {
    expect(reportOfClose({ trade_no: '2026112122001' })).toBeNull();
    expect(isNumbered({ out_trade_no: 'T 1' })).toBe(false);
    expect(isNumbered(numbers)).toBe(true);
  });
});

it('a check passes or fails, and of an answer the signature was checked', () => {
  expect([checked(true), checked(false)]).toEqual(['passed', 'failed']);
  expect(ANSWER_CHECKS).toEqual({ signature: 'passed' });
});
