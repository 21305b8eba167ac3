import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  parseChinaTime,
  toChinaDigits,
  toChinaTime,
  toRfc3339,
} from '../../src/kernel/shanghai-time.js';

const instants = fc.date({
  min: new Date('2000-01-01T00:00:00Z'),
  max: new Date('2099-12-31T00:00:00Z'),
  noInvalidDate: true,
});

describe('China time', () => {
  it('is eight hours ahead of UTC, over the end of a day and a year', () => {
    const instant = new Date('2025-12-31T16:00:05.678Z');
    expect(toChinaTime(instant)).toBe('2026-01-01 00:00:05');
    expect(toRfc3339(instant)).toBe('2026-01-01T00:00:05+08:00');
    expect(toChinaDigits(instant)).toBe('20260101000005');
  });

  it('agrees with the zone database for every instant', () => {
    const zone = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Asia/Shanghai',
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    fc.assert(fc.property(instants, (instant) => toChinaTime(instant) === zone.format(instant)));
  });

  it('is read back to the same second', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const second = Math.floor(instant.getTime() / 1_000) * 1_000;
        return parseChinaTime(toChinaTime(instant))?.getTime() === second;
      }),
    );
  });

  it("reads the milliseconds of Alipay's gmt_refund", () => {
    expect(parseChinaTime('2018-05-25 03:03:59.922')?.toISOString()).toBe(
      '2018-05-24T19:03:59.922Z',
    );
  });

  it.each([
    '',
    '2026-02-30 00:00:00',
    '2026-13-01 00:00:00',
    '2026-01-01T00:00:00',
    '2026-01-01 24:00:00',
    'now',
    '0000-01-01 00:00:00',
    '0999-12-31 00:00:00',
  ])('does not take %j for a time', (text) => {
    expect(parseChinaTime(text)).toBeNull();
  });
});
