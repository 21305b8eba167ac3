import { describe, expect, it } from '@jest/globals';
import { bytesOfText, textOfBytes } from '../../../src/alipay/byte-text.js';
import {
  changedNames,
  digestOf,
  freeTexts,
  inCharset,
  isSame,
  mapNames,
  mapValues,
  signedText,
  without,
  withValue,
} from '../../../src/alipay/diagnosis/draft.js';
import { findings, namesIn, saw } from '../../../src/alipay/diagnosis/findings.js';
import { isKnownName, knownNameOf } from '../../../src/alipay/diagnosis/known-names.js';

const draft = (fields: Record<string, string>) => new Map(Object.entries(fields));
const AB = draft({ a: '1', b: '2' });

describe('a draft', () => {
  it('has a character for each byte', () => {
    expect(bytesOfText('汉')).toBe('\u{e6}\u{b1}\u{89}');
    expect(textOfBytes('\u{e6}\u{b1}\u{89}')).toBe('汉');
    expect(inCharset(bytesOfText('汉'), 'gbk')).toBe('\u{ba}\u{ba}');
  });

  it.each([
    ['values', mapValues(AB, (value, name) => value + name), { a: '1a', b: '2b' }],
    ['values but for one', mapValues(AB, () => 'x', ['b']), { a: 'x', b: '2' }],
    ['names', mapNames(AB, (name) => name + name), { aa: '1', bb: '2' }],
    ['names that become one', mapNames(AB, () => 'x'), { x: '2' }],
    ['a value less', without(AB, (name, value) => name === 'a' && value === '1'), { b: '2' }],
    ['a value', withValue(AB, 'b', '3'), { a: '1', b: '3' }],
    ['a value more', withValue(AB, 'c', '3'), { a: '1', b: '2', c: '3' }],
  ])('is made anew with other %s', (_, made, fields) => {
    expect(made).toEqual(draft(fields));
    expect(AB).toEqual(draft({ a: '1', b: '2' }));
  });

  it.each([
    [{ b: '2', a: '1' }, true, []],
    [{ a: '1' }, false, ['b']],
    [{ a: '1', b: '3' }, false, ['b']],
    [{ a: '1', b: '2', c: '' }, false, ['c']],
    [{ c: '1', d: '2' }, false, ['a', 'b', 'c', 'd']],
  ])('is the same as %j: %s', (fields, is, names) => {
    expect(isSame(AB, draft(fields))).toBe(is);
    expect(changedNames(AB, draft(fields))).toEqual(names);
    expect(changedNames(draft(fields), AB)).toEqual(names);
  });

  it('has free texts', () => {
    expect(freeTexts(draft({ body: '', charset: 'x', subject: 'x' }))).toEqual(['subject', 'body']);
  });

  it('is signed by name, with its empty values only where somebody signed them', () => {
    const fields = draft({ b: '2', sign: 's', c: '', a: '1' });
    expect(signedText(fields, ['sign'])).toBe('a=1&b=2');
    expect(signedText(fields, ['sign'], true)).toBe('a=1&b=2&c=');
    expect(signedText(fields, [])).toBe('a=1&b=2&sign=s');
  });

  it('has the digest of its bytes', () => {
    expect(digestOf('sha1', '')).toBe('da39a3ee5e6b4b0d3255bfef95601890afd80709');
    expect(digestOf('sha1', '\u{ff}')).toBe('85e53271e14006f0265921d02d4d736cdc580b0b');
    expect(digestOf('sha256', '')).toMatch(/^e3b0c442[\da-f]{56}$/);
  });
});

describe('names', () => {
  it.each([
    ['outTradeNo', 'out_trade_no'],
    ['OUT_TRADE_NO', 'out_trade_no'],
    ['out-trade-no', 'out_trade_no'],
    ['out_trade_no', 'out_trade_no'],
    ['Subject', 'subject'],
    ['myField', 'myField'],
    ['MY-FIELD', 'MY-FIELD'],
  ])('%s is %s', (name, known) => {
    expect(knownNameOf(name)).toBe(known);
    expect(isKnownName(known)).toBe(known === known.toLowerCase());
  });

  it('are said in both languages, a dozen at most', () => {
    expect(namesIn(['a', 'b'])).toEqual({ en: 'a, b', zh: 'a、b' });
    expect(namesIn(Array.from({ length: 13 }, () => 'n')).en).toHaveLength(12 * 3 - 2);
    expect(namesIn([])).toEqual({ en: '', zh: '' });
  });
});

it('what was found verifies only when it is proven and nothing is wrong', () => {
  const wrong = saw('own-key', 'en', 'zh');
  expect(wrong).toEqual({ code: 'own-key', saw: { en: 'en', zh: 'zh' } });
  const found = { kind: 'notify', mistakes: [] };
  expect(findings('notify', true, [])).toEqual({ ...found, isProven: true, verifies: true });
  expect(findings('notify', false, [])).toEqual({ ...found, isProven: false, verifies: false });
  expect(findings('notify', true, [wrong])).toEqual({
    kind: 'notify',
    isProven: true,
    verifies: false,
    mistakes: [wrong],
  });
});
