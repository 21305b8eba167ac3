import { describe, expect, it } from '@jest/globals';
import { bytesOfText } from '../../../src/alipay/byte-text.js';
import { type Draft, inCharset } from '../../../src/alipay/diagnosis/draft.js';
import * as encodings from '../../../src/alipay/diagnosis/encoding-repairs.js';
import { undone } from '../../../src/alipay/diagnosis/repairs.js';
import * as values from '../../../src/alipay/diagnosis/value-repairs.js';

type Fields = Record<string, string>;
const draft = (fields: Fields): Draft => new Map(Object.entries(fields));
const made = (repair: (from: Draft) => Iterable<Draft>, fields: Fields): Fields[] =>
  [...repair(draft(fields))].map((one) => Object.fromEntries(one));
/** What becomes of one value, in each draft. */
const ofValue = (repair: (from: Draft) => Iterable<Draft>, value: string, name = 'subject') =>
  made(repair, { [name]: value }).map((one) => one[name]);
const bytes = bytesOfText;

describe('a text without what HTML escapes', () => {
  it.each([
    ['&quot;&apos;&amp;&lt;&gt;', '"\'&<>'],
    ['&QUOT;', '"'],
    ['&nbsp;', '\u{a0}'],
    ['&#34;&#x22;&#X41;', '""A'],
    ['&#27721;', bytes('汉')],
    ['&#x6c49;', bytes('汉')],
    ['&#x10ffff;', bytes('\u{10ffff}')],
    ['&#x110000;', '&#x110000;'],
    ['&#12345678;', '&#12345678;'],
    ['&#xfffffff;', '&#xfffffff;'],
    ['&foo; &a; &amp', '&foo; &a; &amp'],
  ])('%s is %j', (value, text) => {
    expect(encodings.htmlUnescaped(value)).toBe(text);
  });
});

describe('what a message may have been before it was encoded or decoded', () => {
  it('is decoded, with and without +', () => {
    expect(ofValue(encodings.notDecoded, 'a+b%2Bc%e6%zz')).toEqual([
      'a b+c\u{e6}%zz',
      'a+b+c\u{e6}%zz',
    ]);
  });

  it('has + where spaces are: in its sign, and in each choice of its texts', () => {
    const fields = { sign: 'a b c', subject: 'x y z', body: 'x', trade_no: 'a b' };
    const signed = { ...fields, sign: 'a+b+c' };
    expect(made(encodings.plusLost, fields)).toEqual([
      signed,
      ...['x y z', 'x+y z', 'x y+z', 'x+y+z'].map((subject) => ({ ...signed, subject })),
    ]);
    expect(made(encodings.plusLost, { body: 'x' })).toEqual([{ body: 'x', sign: '' }]);
  });

  it('has all or one of more than six', () => {
    expect(made(encodings.plusLost, { subject: ' '.repeat(6) })).toHaveLength(1 + 2 ** 6);
    const many = ofValue(encodings.plusLost, ' '.repeat(7)).slice(1);
    const one = Array.from({ length: 7 }, (_, i) => `${' '.repeat(i)}+${' '.repeat(6 - i)}`);
    expect(many).toEqual(['+'.repeat(7), ...one]);
  });

  it('has texts that were to stay encoded', () => {
    const twice = ofValue(encodings.decodedTwice, bytes('汉 %'));
    const encoded = ['%E6%B1%89%20%25', '%E6%B1%89+%25', bytes('汉 %25')];
    expect(twice.slice(0, 3)).toEqual(encoded);
    expect(twice).toContain('%E6%B1%89%2B%25');
    expect(ofValue(encodings.decodedTwice, 'x y', 'trade_no')).toEqual([]);
  });
});

describe('what a message may have been before its values were changed', () => {
  it('had no parameters that Alipay does not send, or none of each one and two', () => {
    const fields = { app_id: '1', sign: 's', x: '2', y: '3' };
    const names = made(values.parametersAdded, fields).map((one) => Object.keys(one).join());
    expect(names).toEqual([
      'app_id,sign',
      'sign,x,y',
      'app_id,sign,y',
      'app_id,sign,x',
      'app_id,sign,y',
      'app_id,sign',
      'app_id,sign',
      'app_id,sign,x',
    ]);
    const odd = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`x${i}`, '']));
    expect(made(values.parametersAdded, odd)).toHaveLength(1 + 9 + 8 * 8);
  });

  it('was in another charset', () => {
    expect(ofValue(values.gbk, bytes('汉'))).toEqual(['\u{ba}\u{ba}']);
    const wrong = bytes(bytes('汉'));
    expect(ofValue(values.wrongCharset, wrong)[0]).toBe(bytes('汉'));
    expect(ofValue(values.wrongCharset, bytes('â€œ'))[1]).toBe(bytes('“'));
    expect(ofValue(values.wrongCharset, bytes('姹'))[2]).toBe(inCharset(bytes('姹'), 'gb18030'));
    expect(ofValue(values.wrongCharset, '\u{ba}\u{ba}')[3]).toBe(bytes('汉'));
    expect(ofValue(values.wrongCharset, wrong)).toHaveLength(4);
  });

  it('had no texts for null', () => {
    const nulls = ['null', 'undefined', 'None', 'nil', 'NULL', '(null)'];
    const fields = Object.fromEntries(nulls.map((value, i) => [`x${i}`, value]));
    expect(made(values.nullTexts, { ...fields, a: 'Null', b: '' })).toEqual([{ a: 'Null', b: '' }]);
  });

  it('had an empty field', () => {
    const optional = ['subject', 'body', 'passback_params', 'extra_common_param', 'buyer_logon_id'];
    const more = ['seller_email', 'out_biz_no', 'voucher_detail_list'];
    const added = made(values.emptyFields, { body: 'x' });
    const names = [...optional, ...more].filter((name) => name !== 'body');
    expect(added).toEqual(names.map((name) => ({ body: 'x', [name]: '' })));
  });

  it('had spaces around a text', () => {
    expect(ofValue(values.trimmed, 'x')).toEqual([' x', 'x ', ' x ']);
    expect(ofValue(values.trimmed, 'x', 'trade_no')).toEqual([]);
  });

  it('had other line breaks', () => {
    const fields = { 'su\n bject': 'a\r\n \tb\\r\\nc\nd', sign: 'x\\r\\ny z' };
    const [name] = Object.keys(fields) as [keyof typeof fields];
    expect(made(values.lineBreaks, fields)).toEqual([
      { subject: 'ab\\r\\ncd', sign: fields.sign },
      { ...fields, sign: 'xyz' },
      { ...fields, [name]: 'a\r\n \tb\\r\\nc\r\nd' },
      { ...fields, [name]: 'a\n \tb\\r\\nc\nd' },
      { [name]: 'a\r\n \tb\r\nc\nd', sign: 'x\r\ny z' },
    ]);
    expect(made(values.lineBreaks, {})[1]).toEqual({ sign: '' });
  });

  it.each([
    ['total_amount', '5', '5.00'],
    ['refund_fee', '5.5', '5.50'],
    ['price', '10.123', '10.12'],
    ['total_amount', '5.', '5.'],
    ['total_amount', '-5', '-5'],
    ['total_amount', '5x', '5x'],
    ['amount_x', '5', '5'],
    ['subject', '5', '5'],
  ])('had the sum %s = %s as %s', (name, value, sum) => {
    expect(ofValue(values.numbersChanged, value, name)).toEqual([sum]);
  });

  it.each([
    ['{"a": "b/汉"}', '{"a":"b/汉"}', '{"a":"b\\/汉"}'],
    [' [1, 2]', '[1,2]', '[1,2]'],
    ['{a: 1}', '{a: 1}', '{a: 1}'],
    ['1 / 2', '1 / 2', '1 \\/ 2'],
    ['"x": [ 1 ]', '"x": [ 1 ]', '"x": [ 1 ]'],
    [' 10 ', ' 10 ', ' 10 '],
  ])('had the JSON %s as %s', (value, plain, slashes) => {
    expect(ofValue(values.jsonReformatted, bytes(value))).toEqual([bytes(plain), bytes(slashes)]);
  });

  it.each([
    ['"ab-_\' c"', 'ab+/c==='],
    ['abc', 'abc='],
    ['abcd', 'abcd'],
    ['abcd==', 'abcd'],
    ['--__', '++//'],
  ])('had the sign %s as %s', (sign, was) => {
    expect(ofValue(values.signAltered, sign, 'sign')).toEqual([was]);
    expect(made(values.signAltered, {})).toEqual([{ sign: '' }]);
  });

  it.each([
    ['\\u6c49\\u5B57x', `${bytes('汉字')}x`],
    ['\\ud83c\\udf89', bytes('🎉')],
    ['\\u6c4', '\\u6c4'],
    ['a\\u0041', 'aA'],
  ])('had no escapes: %s', (value, text) => {
    expect(values.unicodeUnescaped(value)).toBe(text);
  });
});

describe('the mistakes that are undone', () => {
  const before = (fields: Fields, known?: Parameters<typeof undone>[1]) =>
    [...undone(draft(fields), known)].map(([mistake, one]) => [mistake, Object.fromEntries(one)]);

  it.each<[string, Fields, Fields]>([
    ['plus-kept', { subject: 'a+b', sign: 'a+b' }, { subject: 'a b', sign: 'a+b' }],
    ['plus-lost', { sign: 'a b' }, { sign: 'a+b' }],
    ['html-escaped', { 'amp;body': '&lt;' }, { body: '<' }],
    ['not-decoded', { subject: '%41' }, { subject: 'A' }],
    ['slashes-added', { subject: `\\"\\'\\\\\\/\\n` }, { subject: `"'\\/\\n` }],
    ['unicode-escaped', { subject: '\\u0041' }, { subject: 'A' }],
    ['names-changed', { outTradeNo: '1' }, { out_trade_no: '1' }],
    ['numbers-changed', { total_amount: '1' }, { total_amount: '1.00' }],
    ['json-reformatted', { body: '{ }' }, { body: '{}' }],
    ['null-texts', { body: 'null' }, {}],
    ['line-breaks', { subject: 'a\nb' }, { subject: 'ab' }],
    ['sign-altered', { sign: 'ab-_' }, { sign: 'ab+/' }],
    ['charset-gbk', { subject: bytes('汉') }, { subject: '\u{ba}\u{ba}' }],
    ['charset-wrong', { subject: bytes('é') }, { subject: '\u{e9}' }],
    ['trimmed', { subject: 'x' }, { subject: ' x' }],
    ['empty-fields', { subject: 'x' }, { subject: 'x', body: '' }],
    ['parameters-added', { subject: 'x', y: '1' }, { subject: 'x' }],
    ['decoded-twice', { subject: '%' }, { subject: '%25' }],
  ])('%s, each once', (mistake, fields, was) => {
    expect(before(fields)).toContainEqual([mistake, was]);
    expect(before(fields, [mistake as never]).map(([name]) => name)).not.toContain(mistake);
  });

  it('are those alone that change something', () => {
    const fields = { sign: 'abcd', trade_no: '1' };
    const names = before(fields).map(([mistake]) => mistake);
    expect([...new Set(names)]).toEqual(['empty-fields', 'parameters-added']);
  });
});
