import { describe, expect, it } from '@jest/globals';
import {
  chinaTime,
  chinaTimeWithMs,
  endOfChinaDay,
  parseChinaTime,
} from '../../simulator/china-time.js';
import { Faults, noFaults } from '../../simulator/control/faults.js';
import { fenFromYuan, yuanFromFen } from '../../simulator/money.js';
import { NOON } from './merchant.js';

describe('money', () => {
  it.each([
    ['0.01', 1],
    ['88.8', 8880],
    ['88.80', 8880],
    ['100000000', 10_000_000_000],
    [88.8, 8880],
    [0.07, 7],
    ['0', 0],
  ])('%j is %d fen', (yuan, fen) => expect(fenFromYuan(yuan)).toBe(fen));

  it.each(['', '1.', '.5', '01', '-1', '+1', '1e3', '1.001', '100000000.01', ' 1', '1 ', '１'])(
    '%j is no sum',
    (text) => expect(fenFromYuan(text)).toBeNull(),
  );

  it.each([[null], [undefined], [{}], [['1']], [true], [NaN], [1e21], [-1]])(
    '%p is no sum',
    (value) => expect(fenFromYuan(value)).toBeNull(),
  );

  it.each([
    [0, '0.00'],
    [7, '0.07'],
    [8880, '88.80'],
    [10_000_000_000, '100000000.00'],
  ])('%d fen is %s', (fen, yuan) => expect(yuanFromFen(fen)).toBe(yuan));
});

describe('China time', () => {
  it('is eight hours before Greenwich all year', () => {
    expect(chinaTime(NOON)).toBe('2026-11-21 12:00:00');
    expect(chinaTime(Date.UTC(2026, 6, 31, 16, 0, 0))).toBe('2026-08-01 00:00:00');
    expect(chinaTimeWithMs(NOON + 922)).toBe('2026-11-21 12:00:00.922');
    expect(parseChinaTime('2026-11-21 12:00:00')).toBe(NOON);
    expect(chinaTime(endOfChinaDay(NOON))).toBe('2026-11-22 00:00:00');
  });

  it.each(['', '2026-11-21', '2026-02-30 00:00:00', '2026-11-21 24:00:00', '2026-11-21T12:00:00'])(
    '%j is no time',
    (text) => expect(parseChinaTime(text)).toBeNull(),
  );
});

const draws = (seed: number) => {
  const faults = new Faults();
  faults.change({ seed, loseNotifies: { probability: 0.3 } });
  return Array.from({ length: 200 }, () => faults.happens('loseNotifies'));
};

describe('faults', () => {
  it('loses the same notifies with the same seed', () => {
    expect(draws(7)).toEqual(draws(7));
    expect(draws(7)).not.toEqual(draws(8));
    const lost = draws(7).filter(Boolean).length;
    expect(lost).toBeGreaterThan(40);
    expect(lost).toBeLessThan(80);
  });

  it('loses as many as counted', () => {
    const faults = new Faults();
    expect(faults.change({ loseNotifies: 2 })).toBeNull();
    const lost = Array.from({ length: 4 }, () => faults.happens('loseNotifies'));
    expect(lost).toEqual([true, true, false, false]);
  });

  it.each([
    [{ loseNotifies: -1 }],
    [{ loseNotifies: { probability: 1.1 } }],
    [{ loseNotifies: 'all' }],
    [{ repeatNotifies: 101 }],
    [{ seed: 0.5 }],
    [{ burn: true }],
    [{ constructor: 1 }],
  ])('refuses %j and changes nothing', (patch) => {
    const faults = new Faults();
    expect(faults.change({ repeatNotifies: 3, ...patch })).not.toBeNull();
    expect(faults.current()).toEqual(noFaults);
  });
});
