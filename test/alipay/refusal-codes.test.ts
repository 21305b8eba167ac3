import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalCode, isSystemError, refundRefusal } from '../../src/alipay/refusal-codes.js';

describe('the canonical form of a code', () => {
  it.each([
    ['ACQ.SYSTEM_ERROR', 'ACQ.SYSTEM_ERROR'],
    ['aop.ACQ.SYSTEM_ERROR', 'ACQ.SYSTEM_ERROR'],
    ['aop.acq.system_error', 'ACQ.SYSTEM_ERROR'],
    ['AOP.ACQ.SYSTEM_ERROR', 'ACQ.SYSTEM_ERROR'],
    ['aop.aop.ACQ.SYSTEM_ERROR', 'ACQ.SYSTEM_ERROR'],
    ['AQC.SYSTEM_ERROR', 'ACQ.SYSTEM_ERROR'],
    ['aop.AQC.SYSTEM_ERROR', 'ACQ.SYSTEM_ERROR'],
    [' ACQ.TRADE_NOT_EXIST ', 'ACQ.TRADE_NOT_EXIST'],
    ['aop.isv.invalid-signature', 'isv.invalid-signature'],
    ['isv.invalid-signature', 'isv.invalid-signature'],
    ['aop.unknow-error', 'aop.unknow-error'],
    ['aop.invalid-auth-token', 'aop.invalid-auth-token'],
    ['isp.unknow-error', 'isp.unknow-error'],
    ['', ''],
  ])('of %j is %j', (subCode, canonical) => {
    expect(canonicalCode(subCode)).toBe(canonical);
  });

  it('has one form only', () => {
    const part = fc.constantFrom('aop.', 'ACQ.', 'AQC.', 'isv.', 'SYSTEM_ERROR', 'x-y', '.');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const once = canonicalCode(parts.join(''));
        expect(canonicalCode(once)).toBe(once);
      }),
    );
  });
});

describe('a refused refund', () => {
  it.each([
    ['40004', 'ACQ.SELLER_BALANCE_NOT_ENOUGH', 'passing'],
    ['40004', 'ACQ.REFUND_CHARGE_ERROR', 'passing'],
    ['40004', 'ACQ.DISCORDANT_REPEAT_REQUEST', 'undecided'],
    ['40004', 'ACQ.SYSTEM_ERROR', 'undecided'],
    ['40004', 'isp.unknow-error', 'undecided'],
    ['40002', 'isp.unknow-error', 'undecided'],
    ['40004', 'aop.unknow-error', 'undecided'],
    ['40004', 'ACQ.TRADE_HAS_FINISHED', 'final'],
    ['40004', 'ACQ.TRADE_HAS_CLOSE', 'final'],
    ['40004', 'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL', 'final'],
    ['40004', 'ACQ.INVALID_PARAMETER', 'final'],
    ['40002', 'isv.invalid-signature', 'final'],
    ['40006', 'isv.insufficient-isv-permissions', 'final'],
    ['40004', 'ACQ.TRADE_SETTLE_ERROR', 'unlisted'],
    ['40004', 'ACQ.SOMETHING_NEW', 'unlisted'],
    ['40004', 'isv.invalid-signature', 'unlisted'],
    ['40004', '', 'unlisted'],
  ])('by %s %s is %s', (code, subCode, meaning) => {
    expect(refundRefusal(code, subCode)).toBe(meaning);
  });

  it('is a system error only where something broke', () => {
    expect(isSystemError('ACQ.SYSTEM_ERROR')).toBe(true);
    expect(isSystemError('aop.unknown-error')).toBe(true);
    expect(isSystemError('ACQ.TRADE_NOT_EXIST')).toBe(false);
    expect(isSystemError('aop.invalid-auth-token')).toBe(false);
  });
});
