import { describe, expect, it } from '@jest/globals';
import { billOffered } from '../../src/alipay/bill-report.js';

const signed = (fields: Record<string, string>) => billOffered({ kind: 'signed', fields });

describe('the answer to a question for a bill', () => {
  it.each(['isp.bill_not_exist', 'BILL_NOT_EXIST', 'aop.isp.bill_not_exist'])(
    'says by %s that there is none',
    (code) => {
      const notThere = { outcome: 'done', value: { kind: 'not-there' } };
      expect(signed({ code: '40004', sub_code: code })).toEqual(notThere);
    },
  );

  it.each([
    [{ code: '10000', bill_file_code: 'EMPTY_DATA_WITH_BILL_FILE' }, { kind: 'empty' }],
    [
      { code: '10000', bill_file_code: 'DATA', bill_download_url: 'https://a.b/c' },
      { kind: 'file', url: 'https://a.b/c' },
    ],
  ])('%j offers %j', (fields, value) => {
    expect(signed(fields)).toEqual({ outcome: 'done', value });
  });

  it.each([
    ['no address', { code: '10000' }],
    ['what is no address', { code: '10000', bill_download_url: 'nowhere' }],
    ['a longer code', { code: '20000', sub_code: 'isp.bill_not_exist_yet' }],
    ['another code before it', { code: '20000', sub_code: 'isp.a.bill_not_exist' }],
    ['a code that ends alike', { code: '20000', sub_code: 'x-bill_not_exist' }],
  ])('decides nothing by %s', (_, fields) => {
    expect(signed(fields)).toMatchObject({ outcome: 'unknown' });
  });

  it('is refused where Alipay refuses', () => {
    const refused = {
      outcome: 'refused',
      code: '40006',
      subCode: 'isv.insufficient-isv-permissions',
    };
    expect(signed({ code: '40006', sub_code: refused.subCode })).toMatchObject(refused);
  });

  it('is not believed without a signature', () => {
    const fields = { code: '40004', sub_code: 'isp.bill_not_exist' };
    expect(billOffered({ kind: 'unsigned', fields })).toEqual({
      outcome: 'unknown',
      reason: 'not signed: 40004 isp.bill_not_exist',
      unverified: true,
    });
    expect(billOffered({ kind: 'nothing', reason: 'silence' })).toEqual({
      outcome: 'unknown',
      reason: 'silence',
    });
  });
});
