import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import Papa from 'papaparse';
import { csvLines } from '../../src/http/csv.js';

describe('a line of a CSV', () => {
  it.each([
    ['=1+1', `"'=1+1"\r\n`],
    ['@SUM(A1)', `"'@SUM(A1)"\r\n`],
    ['+cmd|x', `"'+cmd|x"\r\n`],
    ['\t=1', `"'\t=1"\r\n`],
    ['\r=1', `"'\r=1"\r\n`],
    ['-1+1', `"'-1+1"\r\n`],
    ['-1.25', '-1.25\r\n'],
    ['209.00', '209.00\r\n'],
    ['a,"b"', '"a,""b"""\r\n'],
    ['两\n行', '"两\n行"\r\n'],
  ])('holds no formula: %j', (value, line) => {
    expect(csvLines([[value]])).toBe(line);
  });

  it('is none of nothing', () => {
    expect(csvLines([])).toBe('');
  });

  it('is read back as it was, but for what was no formula any more', () => {
    const rows = fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 4 }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(rows, (given) => {
        const { data } = Papa.parse<string[]>(csvLines(given), {
          delimiter: ',',
          newline: '\r\n',
        });
        const back = data
          .slice(0, -1)
          .map((row) => row.map((one) => one.replace(/^'(?=[=+\-@\t\r])/, '')));
        const kept = given.map((row) => row.map((one) => one.replace(/^'(?=[=+\-@\t\r])/, '')));
        expect(back).toEqual(kept);
      }),
    );
  });
});
