import { describe, expect, it } from '@jest/globals';
import { ANSWER_CHECKS, type TradeReport } from '../../src/alipay/trade-report.js';
import { fen } from '../../src/kernel/money.js';
import { checksOf, checksOfRefund, checksOfVisit } from '../../src/payment/settlement/checks.js';
import { type PaymentFacts, settle } from '../../src/payment/settlement/settlement.js';

const AMOUNT = fen(20_900);
const NO = '202611211200000123456789';

const NOTIFY: TradeReport = {
  source: 'notify',
  outTradeNo: NO,
  tradeNo: 'T1',
  status: 'TRADE_SUCCESS',
  totalAmount: AMOUNT,
  refundedAmount: null,
  paidAt: new Date('2026-11-21T04:00:00Z'),
  outRequestNo: null,
  checks: { signature: 'passed', app_id: 'passed', seller_id: 'off' },
  evidence: {},
};

const PAYMENT: PaymentFacts = {
  state: 'AWAITING',
  amount: AMOUNT,
  refunded: fen(0),
  tradeNo: null,
  applied: false,
};

const RIGHT = {
  ...NOTIFY.checks,
  out_trade_no: 'passed',
  total_amount: 'passed',
  trade_no: 'passed',
};

const CLOSE: TradeReport = {
  ...NOTIFY,
  source: 'close',
  status: 'TRADE_CLOSED',
  totalAmount: null,
  paidAt: null,
  checks: ANSWER_CHECKS,
};

describe('the checks of a trade report', () => {
  it.each<[string, Partial<TradeReport>, Partial<PaymentFacts>, string, object]>([
    ['that pays', {}, {}, 'paid', { ...RIGHT, state: 'passed', order: 'passed' }],
    ['that comes late', {}, {}, 'late', { ...RIGHT, state: 'passed', order: 'failed' }],
    [
      'that says nothing new',
      {},
      { state: 'SUCCEEDED', tradeNo: 'T1' },
      'unchanged',
      { ...RIGHT, state: 'passed' },
    ],
    [
      'of another sum',
      { totalAmount: fen(1) },
      {},
      'amount-mismatch',
      { ...RIGHT, total_amount: 'failed' },
    ],
    [
      'of another sum and another trade: both are told',
      { totalAmount: fen(1), tradeNo: 'T2' },
      { tradeNo: 'T1' },
      'amount-mismatch',
      { ...RIGHT, total_amount: 'failed', trade_no: 'failed' },
    ],
    [
      "with a number that is another payment's",
      {},
      {},
      'trade-no-mismatch',
      { ...RIGHT, trade_no: 'failed' },
    ],
    [
      'of a refund',
      { refundedAmount: fen(900) },
      { state: 'SUCCEEDED', tradeNo: 'T1' },
      'refunded',
      { ...RIGHT, refund_fee: 'passed', state: 'passed' },
    ],
    [
      'of more refunded than was paid',
      { refundedAmount: fen(20_901) },
      { state: 'SUCCEEDED', tradeNo: 'T1' },
      'refund-exceeds-payment-mismatch',
      { ...RIGHT, refund_fee: 'failed' },
    ],
  ])('%s', (_name, told, known, verdict, checks) => {
    expect(checksOf({ ...NOTIFY, ...told }, { ...PAYMENT, ...known }, verdict)).toEqual(checks);
  });

  it('that nobody here has started ends at its number', () => {
    const checks = { ...NOTIFY.checks, out_trade_no: 'failed' };
    expect(checksOf(NOTIFY, null, 'unknown-trade')).toEqual(checks);
  });

  it('tell what an answer leaves unsaid, and what money may not leave unsaid', () => {
    expect(checksOf({ ...CLOSE, tradeNo: null }, PAYMENT, 'closed')).toEqual({
      signature: 'passed',
      out_trade_no: 'passed',
      total_amount: 'not-said',
      trade_no: 'not-said',
      state: 'passed',
    });
    const claim = { ...NOTIFY, totalAmount: null };
    const checks = { ...RIGHT, total_amount: 'failed' };
    expect(checksOf(claim, PAYMENT, 'amount-mismatch')).toEqual(checks);
  });

  it('are believed where the report was put together here', () => {
    const own = { ...ANSWER_CHECKS, total_amount: 'not-said', trade_no: 'not-said' } as const;
    const told = { ...NOTIFY, source: 'refund', checks: own, refundedAmount: fen(900) } as const;
    expect(checksOf(told, PAYMENT, 'refunded')).toMatchObject({ ...own, refund_fee: 'passed' });
  });

  it('say what the settlement says', () => {
    const told = [NOTIFY, { ...NOTIFY, totalAmount: fen(1) }, { ...NOTIFY, tradeNo: 'T2' }, CLOSE];
    const known = [PAYMENT, { ...PAYMENT, tradeNo: 'T1' }, { ...PAYMENT, state: 'SUCCEEDED' }];
    for (const report of told) {
      for (const payment of known as PaymentFacts[]) {
        const settlement = settle(
          payment,
          { state: 'PENDING_PAYMENT', payable: payment.amount },
          report,
        );
        const isHeld = settlement.verdict === 'mismatch';
        const verdict = isHeld ? `${settlement.what}-mismatch` : settlement.verdict;
        const checks = Object.values(checksOf(report, payment, verdict));
        expect([verdict, checks.includes('failed')]).toEqual([verdict, isHeld]);
      }
    }
  });
});

describe("the checks of a buyer's return", () => {
  const visit = { outTradeNo: NO, tradeNo: 'T1', totalAmount: AMOUNT, checks: NOTIFY.checks };

  it('are those against the payment, as far as it is known', () => {
    expect(checksOfVisit(visit, { ...PAYMENT, tradeNo: 'T1' })).toEqual(RIGHT);
    expect(checksOfVisit(visit, PAYMENT)).toEqual({ ...RIGHT, trade_no: 'not-said' });
    const other = { amount: fen(1), tradeNo: 'T2' };
    const wrong = { total_amount: 'failed', trade_no: 'failed' };
    expect(checksOfVisit(visit, other)).toEqual({ ...RIGHT, ...wrong });
    expect(checksOfVisit(visit, null)).toEqual({ ...NOTIFY.checks, out_trade_no: 'failed' });
  });
});

describe('the checks of an answer about a refund', () => {
  it('tell whether money moved', () => {
    const refused = { outcome: 'refused', code: '40004', subCode: 'X', detail: '' } as const;
    expect(checksOfRefund(refused, AMOUNT)).toEqual({ signature: 'passed', money_moved: 'failed' });
    const evidence = { out_trade_no: NO, fund_change: 'Y' };
    const value = { outTradeNo: NO, outRequestNo: 'R1', tradeNo: null, refundAmount: null };
    const said = { ...value, status: 'done', refundedTotal: null, trade: null, evidence } as const;
    expect(checksOfRefund({ outcome: 'done', value: said }, AMOUNT)).toEqual({
      signature: 'passed',
      out_trade_no: 'passed',
      out_request_no: 'not-said',
      money_moved: 'passed',
    });
    const notMoved = { ...said, status: 'not-known', evidence: { out_request_no: 'R1' } } as const;
    expect(checksOfRefund({ outcome: 'done', value: notMoved }, AMOUNT)).toEqual({
      signature: 'passed',
      out_trade_no: 'not-said',
      out_request_no: 'passed',
      money_moved: 'failed',
    });
    const other = { ...said, refundAmount: fen(AMOUNT - 1) };
    expect(checksOfRefund({ outcome: 'done', value: other }, AMOUNT)).toMatchObject({
      refund_amount: 'failed',
    });
    expect(checksOfRefund({ outcome: 'done', value: other }, other.refundAmount)).toMatchObject({
      refund_amount: 'passed',
    });
  });
});
