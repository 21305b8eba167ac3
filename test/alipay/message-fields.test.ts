import { describe, expect, it } from '@jest/globals';
import { readForm } from '../../src/http/bodies/form-fields.js';
import {
  ANY_NOTIFY,
  hasForm,
  moneyIn,
  numberIn,
  readMessage,
  redacted,
  RETURN,
  statusIn,
  timeIn,
  TRADE_NOTIFY,
  withoutAdditions,
} from '../../src/alipay/message-fields.js';
import { TRADE_NOTIFY_FIELDS as TRADE } from './support.js';

const fieldsOf = (form: object) => new Map(Object.entries(form) as [string, string][]);

describe('the fields of a message', () => {
  it('are its texts but for the empty ones, and their bytes where a form has them', () => {
    const plain = { fields: fieldsOf({ a: '1' }), bytes: null };
    expect(readMessage({ a: '1', b: '' })).toEqual(plain);
    const sent = readMessage(readForm(Buffer.from('a=%C9&charset=GBK', 'latin1')));
    expect(sent?.bytes?.get('a')).toBe('\u{c9}');
  });

  const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}`, '']));
  it.each<[string, unknown, boolean]>([
    ['256 of them', many(256), true],
    ['257 of them', many(257), false],
    ['65,536 characters', { ab: 'x'.repeat(65_534) }, true],
    ['one more', { ab: 'x'.repeat(65_535) }, false],
    ['one more in the names', { abc: 'x'.repeat(65_534) }, false],
    ['a name of 128 characters', { ['n'.repeat(128)]: '' }, true],
    ['a longer name', { ['n'.repeat(129)]: '' }, false],
    ['a name with a sign', { '!%\'<>~-_[0]"': '' }, true],
    ['a name with &', { 'a&b': '' }, false],
    ['a name with =', { 'a=b': '' }, false],
    ['a name with a space', { 'a b': '' }, false],
    ['a name that ends with a line', { 'a\n': '' }, false],
    ['a Chinese name', { 名: '' }, false],
    ['no name', { '': '' }, false],
    ['one value that is no text', { a: 'x', b: 1 }, false],
    ['no fields', {}, true],
    ['a list', [], false],
    ['a text', 'a', false],
    ['null', null, false],
  ])('are read of %s or not', (_, form, are) => {
    expect(readMessage(form) !== null).toBe(are);
  });
});

describe('the form of a message', () => {
  const { app_id, notify_type, notify_id } = TRADE;
  const other = { app_id, notify_type, notify_id };
  const { out_trade_no, trade_no, total_amount } = TRADE;
  const returned = { app_id, out_trade_no, trade_no, total_amount };
  const whole = [
    ['any notify', ANY_NOTIFY, other],
    ["a trade's notify", TRADE_NOTIFY, { ...other, ...TRADE }],
    ['a return', RETURN, returned],
  ] as const;

  it.each(whole)('of %s asks for each of its required fields', (_, form, fields) => {
    expect(hasForm(fieldsOf(fields), form)).toBe(true);
    for (const name of form.required) {
      const { [name]: _left, ...rest } = fields as Record<string, string>;
      expect([name, hasForm(fieldsOf(rest), form)]).toEqual([name, false]);
    }
  });

  it.each([
    [
      'app_id',
      ['12345678', '1'.repeat(32)],
      ['1234567', '1'.repeat(33), '2021x0000000', '12345678\n'],
    ],
    ['notify_type', ['a', 'a.b:c-d_e', 'x'.repeat(128)], ['a b', 'x'.repeat(129), 'é']],
    ['notify_id', ['a'], ['a&b']],
    ['out_trade_no', ['T-1_a', '1'.repeat(64)], ['1'.repeat(65), 'T.1', 'T 1']],
    ['trade_no', ['1'], ['1 ']],
    ['total_amount', ['0.01', '999999999.99'], ['0', '01.00', '1000000000.00', '1.0', '1.000']],
    ['refund_fee', ['0.00'], ['0.0']],
    ['gmt_payment', ['2026-11-21 12:00:04.123'], ['2026-11-21']],
    [
      'trade_status',
      ['WAIT_BUYER_PAY', 'TRADE_FINISHED', 'TRADE_CLOSED'],
      ['NOT_EXIST', 'trade_success'],
    ],
  ])('has its own for %s', (name, good, bad) => {
    const held = [...good, ...bad].filter((value) =>
      hasForm(fieldsOf({ ...TRADE, [name]: value }), TRADE_NOTIFY),
    );
    expect(held).toEqual(good);
    const ofReturn = hasForm(fieldsOf({ ...returned, [name]: bad[0] }), RETURN);
    expect(ofReturn).toBe(false);
  });

  it('leaves a field without one as it is', () => {
    expect(hasForm(fieldsOf({ ...other, total_amount: 'any' }), ANY_NOTIFY)).toBe(true);
  });

  it.each([
    [{ a: 'x&refund_fee=1' }, false],
    [{ a: 'x&gmt_close=1' }, false],
    [{ a: 'x&gmt_payment=1' }, false],
    [{ z: '1', a: 'x&gmt_refund=1', sign: 'x', sign_type: 'x' }, false],
    [{ a: 'x&refund_fee=1', b: '' }, true],
    [{ b: 'x&refund_fee=1', a: '' }, false],
    [{ z: 'x&refund_fee=1' }, true],
    [{ a: 'x&refund_fee=1', refund_fee: '1' }, true],
    [{ a: 'xrefund_fee=1&refund_fee' }, true],
    [{ a: 'x&total_amount=1' }, true],
    [{}, true],
  ])('is not that of one in which a telling field may hide: %j', (fields, is) => {
    expect(hasForm(fieldsOf(fields), { forms: new Map(), required: [] })).toBe(is);
  });
});

describe('the query of a return', () => {
  it('is left without what Alipay does not put there, and keeps its bytes', () => {
    const query = readForm(Buffer.from('app_id=1&from=app&sign=%41&alipay_cert_sn=c'));
    const kept = withoutAdditions(query) ?? {};
    expect(kept).toEqual({ app_id: '1', sign: 'A', alipay_cert_sn: 'c' });
    expect(readMessage(kept)?.bytes?.get('sign')).toBe('A');
  });

  it.each([[{ app_id: '1', version: '1.0' }], [{}], [null], ['from=app'], [undefined]])(
    'is none other when %j has no additions',
    (query) => {
      expect(withoutAdditions(query)).toBeNull();
    },
  );
});

describe('a text of Alipay', () => {
  it.each([
    ['a sum', moneyIn, '209.00', 20_900],
    ['a number', numberIn, 'R_1', 'R_1'],
    ['a time', timeIn, '2026-11-21 12:00:04', new Date('2026-11-21T04:00:04Z')],
    ['a state', statusIn, 'TRADE_CLOSED', 'TRADE_CLOSED'],
  ])('is %s or null', (_, read, text, value) => {
    expect(read(text)).toEqual(value);
    expect([read(undefined), read('?')]).toEqual([null, null]);
  });
});

it('what may be stored says nothing of a person and of a text its beginning alone', () => {
  const fields = {
    subject: 'x'.repeat(513),
    gmt_close: '1',
    buyer_id: '1',
    sign: 's',
    new_field: '1',
  };
  const [hidden, subject] = ['[redacted]', 'x'.repeat(512)];
  const kept = { subject, gmt_close: '1', buyer_id: hidden, sign: hidden, new_field: hidden };
  expect(redacted(Object.entries(fields))).toEqual(kept);
});
