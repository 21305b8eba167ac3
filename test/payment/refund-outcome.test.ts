import { describe, expect, it } from '@jest/globals';
import type { Answer, RefundReport } from '../../src/alipay/alipay-client.js';
import { fen } from '../../src/kernel/money.js';
import { outcomeOfAsking, outcomeOfSending } from '../../src/payment/refunds/refund-outcome.js';

const ASKED = { amount: fen(6_000), refusal: null, refusals: 0 };

function told(changes: Partial<RefundReport>): Answer<RefundReport> {
  const value: RefundReport = {
    outTradeNo: 'T1',
    tradeNo: null,
    outRequestNo: 'R1',
    status: 'done',
    refundAmount: null,
    refundedTotal: null,
    trade: null,
    evidence: {},
    ...changes,
  };
  return { outcome: 'done', value };
}

function refusedBy(subCode: string): Answer<RefundReport> {
  return { outcome: 'refused', code: '40004', subCode, detail: '' };
}

describe('the answer to a refund', () => {
  it('says that it is done only when money moved', () => {
    const moved = told({ refundedTotal: fen(9_000) });
    expect(outcomeOfSending(moved)).toEqual({ kind: 'succeeded', refundedTotal: 9_000 });
    const unmoved = outcomeOfSending(told({ status: 'not-known' }));
    expect(unmoved).toEqual({ kind: 'unknown', why: expect.stringMatching(/fund_change/) });
  });

  it.each([
    ['ACQ.SELLER_BALANCE_NOT_ENOUGH', 'wait'],
    ['ACQ.DISCORDANT_REPEAT_REQUEST', 'unknown'],
    ['ACQ.SYSTEM_ERROR', 'unknown'],
    ['ACQ.REFUND_CHARGE_ERROR', 'wait'],
    ['ACQ.SOMETHING_NEW', 'doubtful'],
    ['isp.unknow-error', 'unknown'],
    ['ACQ.TRADE_HAS_FINISHED', 'failed'],
    ['ACQ.TRADE_HAS_CLOSE', 'failed'],
    ['ACQ.TRADE_NOT_EXIST', 'failed'],
    ['ACQ.REFUND_AMT_NOT_EQUAL_TOTAL', 'failed'],
    ['ACQ.REASON_TRADE_REFUND_FEE_ERR', 'failed'],
    ['ACQ.TRADE_NOT_ALLOW_REFUND', 'failed'],
  ])('%s is %s', (subCode, kind) => {
    expect(outcomeOfSending(refusedBy(subCode))).toEqual({ kind, why: subCode });
  });

  it('is told by its code when it has no other', () => {
    const refused = { outcome: 'refused', code: '40004', subCode: '', detail: '' } as const;
    expect(outcomeOfSending(refused)).toMatchObject({ why: '40004' });
    expect(outcomeOfAsking(refused, ASKED)).toEqual({ kind: 'unknown', why: '40004' });
  });

  it('that did not come says nothing', () => {
    const silence = { outcome: 'unknown', reason: 'no answer' } as const;
    expect(outcomeOfSending(silence)).toEqual({ kind: 'unknown', why: 'no answer' });
    expect(outcomeOfAsking(silence, ASKED)).toEqual({ kind: 'unknown', why: 'no answer' });
  });
});

describe('the answer to what became of a refund', () => {
  it('says that it is done, and by how much', () => {
    const done = { kind: 'succeeded', refundedTotal: null };
    expect(outcomeOfAsking(told({ refundAmount: ASKED.amount }), ASKED)).toEqual(done);
    expect(outcomeOfAsking(told({ refundAmount: null }), ASKED)).toEqual(done);
  });

  it.each([5_999, 6_001])('is no proof of 60.00 when it is about %d fen', (other) => {
    const answer = told({ refundAmount: fen(other) });
    const why = expect.stringMatching(/another sum/);
    expect(outcomeOfAsking(answer, ASKED)).toEqual({ kind: 'unknown', why });
  });

  it('lets it be sent again when Alipay does not know of it', () => {
    const why = expect.stringMatching(/does not know/);
    expect(outcomeOfAsking(told({ status: 'not-known' }), ASKED)).toEqual({
      kind: 'not-done',
      why,
    });
  });

  it.each([
    [null, 0, 'not-done'],
    [null, 3, 'not-done'],
    ['ACQ.SOMETHING_NEW', 1, 'not-done'],
    ['ACQ.SOMETHING_NEW', 2, 'not-done'],
    ['ACQ.SOMETHING_NEW', 3, 'failed'],
  ])('when it knows nothing of one refused by %s %d times is %s', (refusal, refusals, kind) => {
    const asked = { ...ASKED, refusal, refusals };
    const unknown = told({ status: 'not-known' });
    expect(outcomeOfAsking(unknown, asked).kind).toBe(kind);
    // A question that was not answered decides nothing, and money that went back wins.
    expect(outcomeOfAsking(refusedBy('isv.x'), asked).kind).toBe('unknown');
    expect(outcomeOfAsking(told({ refundAmount: ASKED.amount }), asked).kind).toBe('succeeded');
  });

  it.each(['ACQ.TRADE_NOT_EXIST', 'ACQ.SYSTEM_ERROR', 'isv.invalid-signature'])(
    'leaves it open when it is the refusal %s',
    (subCode) => {
      expect(outcomeOfAsking(refusedBy(subCode), ASKED)).toEqual({ kind: 'unknown', why: subCode });
    },
  );
});
