import { describe, expect, it } from '@jest/globals';
import { mobileDigits, searchForms } from '../../src/payment/lists/search-forms.js';

describe('what a text that is looked for may be', () => {
  it.each([
    ['202611211200000123456789', ['number', 'tracking', 'userName']],
    ['20261121120000012345678902', ['number', 'tracking', 'userName']],
    ['2026112122001499160501586202', ['number', 'tracking', 'userName']],
    ['1234567890123456', ['number', 'mobile', 'tracking', 'userName']],
    ['13800000000', ['mobile', 'tracking', 'userName']],
    ['+86-138-0000-0000', ['mobile', 'userName']],
    ['0000', ['mobileTail', 'userName']],
    ['123', ['userName']],
    ['12345', ['mobile', 'tracking', 'userName']],
    ['1'.repeat(15), ['mobile', 'tracking', 'userName']],
    ['1'.repeat(19), ['number', 'mobile', 'tracking', 'userName']],
    ['1'.repeat(20), ['number', 'tracking', 'userName']],
    ['1'.repeat(64), ['number', 'tracking', 'userName']],
    ['1'.repeat(65), ['userName']],
    ['abcd', ['userName']],
    ['abcde', ['tracking', 'userName']],
    ['+1380', ['userName']],
    ['+13800', ['mobile', 'userName']],
    ['SF1234567890123', ['tracking', 'userName']],
    ['YT-99-1', ['tracking', 'userName']],
    ['xiaoming', ['tracking', 'userName']],
    ['小明', ['userName']],
    ['xiao.ming_1', ['userName']],
    ["'; DROP TABLE orders", ['userName']],
  ])('%s', (text, forms) => {
    expect(searchForms(text)).toEqual(forms);
  });
});

describe('the digits of a mobile', () => {
  it.each([
    ['13800000000', '13800000000'],
    ['+8613800000000', '13800000000'],
    ['138-0000-0000', '13800000000'],
    ['+86-138-0000-0000', '13800000000'],
    ['010-12345', '01012345'],
  ])('%s', (text, digits) => {
    expect(mobileDigits(text)).toBe(digits);
  });
});
