import { describe, expect, it } from '@jest/globals';
import { foldedName } from '../../src/auth/folded-name.js';
import { isName, refusalOfName } from '../../src/auth/name-rules.js';
import { nameSkeleton } from '../../src/kernel/name-skeleton.js';

describe('names that are taken for each other', () => {
  it.each([
    ['alice', 'Alice'],
    ['alice', 'a1ice'],
    ['alice', 'aIice'],
    ['alice', 'a|ice'],
    ['ALICE', 'ALlCE'],
    ['root', 'r00t'],
    ['root', 'rOot'],
    ['coco', '\u0441\u043e\u0441\u043e'],
    ['PETE', '\u0420\u0415\u0422\u0415'],
    ['oxo', '\u03bf\u03c7\u03bf'],
    ['BOB', '\u0392\u039f\u0392'],
    ['ivan', '\u0456van'],
    ['demo', '\uff44\uff45\uff4d\uff4f'],
    ['demo', 'démo'],
    ['demo', 'de\u0301mo'],
    ['fish', '\ufb01sh'],
    ['\u0435\u043b\u043a\u0430', '\u0451\u043b\u043a\u0430'],
    ['\u0130stanbul', 'lstanbul'],
    ['张三l', '张三1'],
  ])('%s and %s', (one, other) => {
    expect(nameSkeleton(one)).toBe(nameSkeleton(other));
  });

  it.each([
    ['alice', 'alicia'],
    ['mail', 'mall'],
    ['user1', 'user2'],
    ['buyer10', 'buyer01'],
    ['王小明', '王晓明'],
    ['かき', 'がき'],
    ['\u0432\u043e\u0432\u0430', 'boba'],
    ['a_b', 'a-b'],
    ['ext:0123', 'ext:4567'],
  ])('not %s and %s', (one, other) => {
    expect(nameSkeleton(one)).not.toBe(nameSkeleton(other));
  });

  it('fits the column, however long what it stands for is', () => {
    expect([...nameSkeleton('\ufdfa'.repeat(64))]).toHaveLength(64);
    expect(nameSkeleton('𠀀'.repeat(65))).toBe('𠀀'.repeat(64));
  });
});

describe('a name', () => {
  it.each([
    'demo',
    '王小明',
    'Li王小明',
    '王\u0438\u0432\u0430\u043d',
    '\u0438\u0432\u0430\u043d-9',
    '\u03b3\u03b9\u03ce\u03c1\u03b3\u03bf\u03c2',
    'José.9',
    'さくらA',
    '𠀀𠀁𠀂',
  ])('%s may be registered', (name) => {
    expect([isName(name), refusalOfName(name)]).toEqual([true, null]);
  });

  it.each([
    ['Latin and Cyrillic', '\u0430lice', /mix/],
    ['Latin and Greek', 'alic\u03b5', /mix/],
    ['Greek and Cyrillic', '\u03b1\u03b2\u0432', /mix/],
    ['Latin and Armenian', '\u0585live', /mix/],
    ['Latin and Cherokee', '\u13aalice', /mix/],
    ['a Hangul filler', 'ali\u3164ce', /seen/],
    ['a Hangul choseong filler', 'ali\u115fce', /seen/],
    ['a half-width filler', 'ali\uffa0ce', /seen/],
    ['two letters', 'ab', /3 to 32/],
    ['more letters than one sees', '\ufdfa'.repeat(3), /3 to 32/],
  ])('of %s may not', (_, name, why) => {
    expect(refusalOfName(name.normalize('NFKC'))?.en).toMatch(why);
  });

  it.each([
    ['a right-to-left override', 'ali\u202ece'],
    ['an isolate', 'ali\u2066ce'],
    ['a right-to-left mark', 'alice\u200f'],
    ['an Arabic letter mark', 'alice\u061c'],
    ['a zero-width space', 'ali\u200bce'],
    ['a zero-width joiner', 'ali\u200dce'],
    ['a soft hyphen', 'ali\u00adce'],
    ['a byte order mark', '\ufeffalice'],
    ['a blank', 'ali ce'],
    ['a bar', 'a|ice'],
    ['a colon', 'ext:1'],
    ['no text', 42],
  ])('with %s is none', (_, name) => {
    expect(isName(name)).toBe(false);
  });

  it('of before is still one, though it would not be registered', () => {
    expect(isName('ab½')).toBe(true);
    expect(refusalOfName('ab½'.normalize('NFKC'))?.en).toMatch(/3 to 32/);
    expect(isName('\u0430lice')).toBe(true);
  });

  it('is one with its other encodings', () => {
    expect(foldedName('\uff24\uff25\uff2d\uff2f')).toBe('demo');
    expect(foldedName('Jose\u0301')).toBe('josé');
    expect(foldedName('a1I|0O')).toBe('a1i|0o');
  });
});
