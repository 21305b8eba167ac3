import { describe, expect, it } from '@jest/globals';
import {
  type Answer,
  type AnswerFields,
  judge,
  onlyAbout,
  onlyIfSigned,
  read,
  withoutSignature,
} from '../../src/alipay/answer.js';

const signed = (code: string, subCode?: string) => ({
  kind: 'signed' as const,
  fields: { code, msg: 'a word', ...(subCode === undefined ? {} : { sub_code: subCode }) },
});
const unsigned = (code: string, subCode = 'x') => withoutSignature(signed(code, subCode).fields);

const about = (outTradeNo: string) => ({
  kind: 'signed' as const,
  fields: { code: '10000', out_trade_no: outTradeNo },
});

describe('what an answer means', () => {
  it.each([
    ['10000', undefined, 'done'],
    ['10003', undefined, 'unknown'],
    ['20000', 'isp.unknow-error', 'unknown'],
    ['20000', 'aop.unknow-error', 'unknown'],
    ['20001', 'aop.invalid-auth-token', 'unknown'],
    ['40001', 'isv.missing-signature', 'refused'],
    ['40002', 'isv.invalid-signature', 'refused'],
    ['40002', 'isv.invalid-timestamp', 'refused'],
    ['40003', 'isv.some-condition', 'refused'],
    ['40004', 'ACQ.TRADE_HAS_SUCCESS', 'refused'],
    ['40004', 'ACQ.TRADE_HAS_CLOSE', 'refused'],
    ['40004', 'ACQ.TRADE_STATUS_ERROR', 'refused'],
    ['40004', 'ACQ.SELLER_BALANCE_NOT_ENOUGH', 'refused'],
    ['40004', 'ACQ.SYSTEM_ERROR', 'unknown'],
    ['40004', 'AQC.SYSTEM_ERROR', 'unknown'],
    ['40004', 'aop.ACQ.SYSTEM_ERROR', 'unknown'],
    ['40004', 'isp.unknow-error', 'unknown'],
    ['40004', 'aop.unknow-error', 'unknown'],
    ['40004', 'aop.ACQ.TRADE_HAS_CLOSE', 'refused'],
    ['40005', 'isv.too-many', 'unknown'],
    ['40006', 'isv.insufficient-isv-permissions', 'refused'],
    ['50000', undefined, 'unknown'],
    ['', undefined, 'unknown'],
  ])('signed %s %s is %s', (code, subCode, outcome) => {
    expect(judge(signed(code, subCode)).outcome).toBe(outcome);
  });

  it.each([
    ['10000', 'unknown'],
    ['20000', 'unknown'],
    ['40001', 'refused'],
    ['40002', 'refused'],
    ['40003', 'refused'],
    ['40004', 'unknown'],
    ['40006', 'refused'],
  ])('unsigned %s is %s, and unknown where only a signed one counts', (code, outcome) => {
    expect(judge(unsigned(code)).outcome).toBe(outcome);
    expect(judge(onlyIfSigned(unsigned(code))).outcome).toBe('unknown');
    expect(onlyIfSigned(signed(code))).toEqual(signed(code));
  });

  it('keeps the codes and the words of a refusal, for the alarm', () => {
    const { fields } = signed('40002', 'isv.invalid-signature');
    const long = withoutSignature({ ...fields, sub_msg: '验签出错'.repeat(100) });
    expect(judge(long)).toEqual({
      outcome: 'refused',
      code: '40002',
      subCode: 'isv.invalid-signature',
      detail: '验签出错'.repeat(50),
    });
    expect(judge(onlyIfSigned(long))).toEqual({
      outcome: 'unknown',
      reason: 'not signed: 40002 isv.invalid-signature',
      unverified: true,
    });
  });

  it('is named by the canonical form of its code', () => {
    expect(judge(signed('40004', 'aop.ACQ.TRADE_NOT_EXIST'))).toMatchObject({
      subCode: 'ACQ.TRADE_NOT_EXIST',
    });
  });

  it('is unknown when it is about another trade', () => {
    expect(judge(onlyAbout('T1', about('T1'))).outcome).toBe('done');
    expect(judge(onlyAbout('T1', about('T2')))).toEqual({
      outcome: 'unknown',
      reason: 'about another trade',
    });
    const nothing = { kind: 'nothing', reason: 'no answer' } as const;
    expect(judge(onlyAbout('T1', nothing))).toEqual({ outcome: 'unknown', reason: 'no answer' });
  });

  it.each<[object, object]>([
    [{}, { outcome: 'unknown', reason: 'answered  ' }],
    [{ code: '20000' }, { outcome: 'unknown', reason: 'answered 20000 ' }],
    [{ code: '40004' }, { code: '40004', subCode: '', detail: '' }],
    [{ code: '40004', msg: 'm' }, { detail: 'm' }],
    [
      { code: '40004', msg: 'm', sub_msg: 's', sub_code: 'x'.repeat(101) },
      { detail: 's', subCode: 'x'.repeat(100) },
    ],
  ])('says of %j no more than it was told', (fields, answer) => {
    expect(judge({ kind: 'signed', fields: fields as AnswerFields })).toMatchObject(answer);
  });

  it('is not believed without a signature, and says so', () => {
    const fields = { code: '10000' };
    const reason = 'answered, but not signed';
    expect(withoutSignature(fields)).toEqual({ kind: 'unverified', reason });
    expect(withoutSignature({})).toEqual({ kind: 'unverified', reason });
  });

  it.each<[Answer<AnswerFields>, Answer<string>]>([
    [
      { outcome: 'done', value: { a: '1' } },
      { outcome: 'done', value: '1' },
    ],
    [
      { outcome: 'done', value: {} },
      { outcome: 'unknown', reason: 'unreadable answer' },
    ],
    [
      { outcome: 'unknown', reason: 'x' },
      { outcome: 'unknown', reason: 'x' },
    ],
  ])('is read where it is done: %j', (answer, value) => {
    expect(read(answer, (fields) => fields['a'] ?? null)).toEqual(value);
  });
});
