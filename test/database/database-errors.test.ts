import { describe, expect, it } from '@jest/globals';
import {
  ERROR_KINDS,
  ERROR_NUMBERS,
  type ErrorKind,
  errorRule,
} from '../../src/database/database-errors.js';
import { databaseTrouble } from '../../src/database/database-trouble.js';

const failure = (more: object, message = 'failed') => Object.assign(new Error(message), more);

/** What the HTTP side makes of each kind: whether it is tried again, and whether a client is told to come again. */
const TOLD: Readonly<Record<ErrorKind, 'tried again' | 'told 503' | 'a bug'>> = {
  conflict: 'tried again',
  'lock-wait': 'tried again',
  busy: 'tried again',
  lost: 'tried again',
  'read-only': 'tried again',
  'time-limit': 'told 503',
  full: 'told 503',
  resources: 'told 503',
  storage: 'told 503',
  corrupt: 'told 503',
  access: 'told 503',
  server: 'told 503',
  bug: 'a bug',
};

function whatIsTold(error: unknown) {
  const trouble = databaseTrouble(error);
  if (trouble === null) return 'a bug';
  expect(trouble.problem.kind).toBe('unavailable');
  expect(trouble.problem.retryAfterSeconds).toBe(1);
  return trouble.again ? 'tried again' : 'told 503';
}

const everyNumber = ERROR_KINDS.flatMap((kind) =>
  ERROR_NUMBERS[kind].map((number) => [number, kind] as const),
);

describe('the table of errors', () => {
  it.each(everyNumber)('%i is %s, whatever its SQLSTATE', (errno, kind) => {
    for (const sqlState of ['HY000', '42000', undefined]) {
      expect(whatIsTold(failure({ errno, sqlState }))).toBe(TOLD[kind]);
    }
  });

  it('has each number once', () => {
    const numbers = everyNumber.map(([number]) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it.each([
    ['08S01', 'tried again'],
    ['40001', 'tried again'],
    ['25006', 'tried again'],
    ['28000', 'told 503'],
    ['70100', 'told 503'],
    ['HY000', 'told 503'],
    ['HY001', 'told 503'],
    ['23000', 'a bug'],
    ['22003', 'a bug'],
    ['42000', 'a bug'],
    ['42S02', 'a bug'],
    ['21S01', 'a bug'],
    ['0A000', 'a bug'],
    ['XAE07', 'a bug'],
    ['', 'a bug'],
  ])('by the class of SQLSTATE %s an error without a line is %s', (sqlState, told) => {
    expect(whatIsTold(failure({ errno: 60_000, sqlState }))).toBe(told);
  });

  it.each([
    ['a server that is offline for its users', 3032, 'lost'],
    ['an account that wrong passwords have locked', 3955, 'access'],
    ['a time that no column holds', 1525, 'bug'],
    ['a text beside a column of ASCII, on MariaDB', 1267, 'bug'],
    ['a text beside a column of ASCII, on MySQL', 3854, 'bug'],
    ['the same prepared', 3988, 'bug'],
  ])('knows %s, which MySQL and MariaDB call HY000', (_, errno, kind) => {
    expect(errorRule({ errno, sqlState: 'HY000', message: '' })?.kind).toBe(kind);
  });

  it.each([[1290], [1792], [1836], [3100], [1047]])(
    'after %i no connection that was made before is used again',
    (errno) => {
      expect(errorRule({ errno, message: '' })?.drops).toBe('all');
    },
  );

  it.each(['toString', '__proto__', 'constructor'])('does not take %s for an error', (name) => {
    expect(errorRule({ code: name, message: name, sqlState: undefined })).toBeNull();
  });
});
