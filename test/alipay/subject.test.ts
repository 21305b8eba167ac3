import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { subjectText } from '../../src/alipay/subject.js';

describe('subjectText', () => {
  it.each([
    ['商品 等2件', '商品 等2件'],
    ['A/B=C&D', 'A／B＝C＆D'],
    ['  两\t行\r\n字  ', '两 行 字'],
    ['50% + 🎉', '50% + 🎉'],
    ['', '订单'],
    [' \n ', '订单'],
    ['\uD83C半个', '半个'],
    ['一 \uD83C 个', '一 个'],
    [`${'x'.repeat(255)}🎉`, 'x'.repeat(255)],
    ['x'.repeat(300), 'x'.repeat(256)],
    [` ${'x'.repeat(256)}`, 'x'.repeat(256)],
    [`${'x'.repeat(255)} y`, 'x'.repeat(255)],
  ])('%j becomes %j', (text, subject) => {
    expect(subjectText(text)).toBe(subject);
  });

  it('always makes what Alipay accepts, and makes it once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
        const subject = subjectText(text);
        expect(subject).toMatch(/^[^/=&\p{Cc}\p{Cs}]{1,256}$/u);
        expect(subject.length).toBeLessThanOrEqual(256);
        expect(subjectText(subject)).toBe(subject);
      }),
    );
  });
});
