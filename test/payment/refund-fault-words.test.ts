import { describe, expect, it } from '@jest/globals';
import { FINAL_CODES, PASSING_CODES, UNDECIDED_CODES } from '../../src/alipay/refusal-codes.js';
import { isWords } from '../../src/kernel/words.js';
import {
  OWN_FAULTS,
  REFUND_FAULTS,
  waitingWords,
} from '../../src/payment/model/refund-fault-words.js';
import { REFUND_STATES, type RefundState } from '../../src/payment/model/refund-states.js';

const of = (state: RefundState, fault: string | null = null, isApprovedOnce = false) =>
  waitingWords({ state, fault, isApprovedOnce });

describe('what a refund waits for', () => {
  it('has a sentence for each code by which Alipay is known to refuse one, and no other', () => {
    const codes = [...PASSING_CODES, ...UNDECIDED_CODES, ...FINAL_CODES];
    const known = [...codes, ...Object.values(OWN_FAULTS)];
    expect(Object.keys(REFUND_FAULTS).toSorted()).toEqual(known.toSorted());
    for (const words of Object.values(REFUND_FAULTS)) {
      expect(isWords(words)).toBe(true);
      expect(words.en).toMatch(/^[A-Z][^\u4e00-\u9fff]+\.$/);
      expect(words.zh).toMatch(/[\u4e00-\u9fff].*。$/);
    }
  });

  it.each<[RefundState, string | null, string | null]>([
    ['REQUESTED', null, '等待审核。'],
    ['PROCESSING', null, '正在发往支付宝。'],
    [
      'PROCESSING',
      'ACQ.SELLER_BALANCE_NOT_ENOUGH',
      '商户的支付宝余额不足，请充值。系统会以同一退款请求号自动重发。',
    ],
    [
      'UNKNOWN',
      'ACQ.SYSTEM_ERROR',
      '支付宝系统异常（ACQ.SYSTEM_ERROR）。系统会持续查询，直到支付宝说明是否已退款。',
    ],
    ['UNKNOWN', null, '系统会持续查询，直到支付宝说明是否已退款。'],
    ['FAILED', 'ACQ.TRADE_HAS_FINISHED', '支付宝最终拒绝：该交易已完结，支付宝不再接受退款。'],
    [
      'FAILED',
      'isv.invalid-signature',
      '支付宝最终拒绝：支付宝拒绝了请求本身（isv.invalid-signature），请检查密钥、设置和权限。',
    ],
    ['FAILED', 'ACQ.NEW', '支付宝最终拒绝：支付宝以文档未列出的错误码 ACQ.NEW 拒绝。'],
    [
      'UNKNOWN',
      'constructor',
      '没有收到支付宝的有效应答（constructor）。系统会持续查询，直到支付宝说明是否已退款。',
    ],
    ['FAILED', null, null],
    ['SUCCEEDED', null, null],
    ['REJECTED', null, null],
  ])('of %s by %s is told', (state, fault, zh) => {
    expect(of(state, fault)?.zh ?? null).toBe(zh);
  });

  it.each<[string, string]>([
    ['timeout', 'No usable answer came from Alipay (timeout).'],
    ['40006', refusedItself('40006')],
    ['isv.no-permission', refusedItself('isv.no-permission')],
    ['400061', 'No usable answer came from Alipay (400061).'],
    ['40013', 'No usable answer came from Alipay (40013).'],
    ['140006', 'No usable answer came from Alipay (140006).'],
    ['x.isv.y', 'No usable answer came from Alipay (x.isv.y).'],
    ['ACQ.SYSTEM_ERROR', 'Something broke at Alipay (ACQ.SYSTEM_ERROR).'],
    ['ACQ.NEW', 'Alipay refused it with ACQ.NEW, which is in no table of its documents.'],
    ['ACQ.TRADE_NOT_EXIST', 'Alipay does not know the trade.'],
  ])('by %s is told in English', (fault, en) => {
    expect(of('FAILED', fault)?.en).toBe(`Alipay refused it for good: ${en}`);
    const asked = 'Alipay is asked until it says whether the money went back.';
    expect(of('UNKNOWN', fault)?.en).toBe(`${en} ${asked}`);
    const sentAgain = 'It is sent again by itself under its number.';
    expect(of('PROCESSING', fault)?.en).toBe(`${en} ${sentAgain}`);
  });

  function refusedItself(fault: string): string {
    return `Alipay refused the request itself (${fault}): look after keys, settings and permissions.`;
  }

  it('is an approval, or nothing but the sending', () => {
    expect(of('REQUESTED')?.en).toBe('It waits for an approval.');
    expect(of('PROCESSING')?.en).toBe('It is being sent to Alipay.');
  });

  it('is another person once one of two has approved it', () => {
    expect(of('REQUESTED', null, true)?.en).toBe(
      'One person has approved it; it waits for another one.',
    );
  });

  it.each(REFUND_STATES)('is told in both languages or not at all: %s', (state) => {
    const faults = [null, ...Object.keys(REFUND_FAULTS), 'timeout', '40006', 'ACQ.X'];
    const told = faults.flatMap((fault) => of(state, fault) ?? []);
    expect(told.filter((words) => !isWords(words))).toEqual([]);
  });
});
