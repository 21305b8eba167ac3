import { describe, expect, it } from '@jest/globals';
import { databaseTrouble } from '../../src/database/database-trouble.js';

const failure = (message: string, more: object) => Object.assign(new Error(message), more);

describe('an error of the database', () => {
  it.each([
    ['a deadlock', failure('Deadlock found', { errno: 1213 }), false],
    ['a row that somebody holds', failure('Lock wait timeout exceeded', { errno: 1205 }), true],
    ['no more connections', failure('Too many connections', { errno: 1040 }), false],
    ['no more connections of this user', failure('max_user_connections', { errno: 1203 }), false],
    ['no more that its account may have', failure('exceeded the', { errno: 1226 }), false],
    ['a server that stops', failure('Server shutdown in progress', { errno: 1053 }), false],
    ['a connection killed', failure('Connection was killed', { errno: 1927 }), false],
    ['a server that only reads', failure('running with --read-only', { errno: 1290 }), false],
    ['one that was made to', failure('Running in read-only mode', { errno: 1836 }), false],
    ['a transaction that only reads', failure('READ ONLY transaction', { errno: 1792 }), false],
    ['a connection reset', failure('read ECONNRESET', { code: 'ECONNRESET' }), false],
    ['a connection lost before TLS', failure('(ended)', { code: 'DATABASE_TLS_REFUSED' }), false],
    ['a host that is gone', failure('getaddrinfo ENOTFOUND db', { code: 'ENOTFOUND' }), false],
    ['a name server that is away', failure('getaddrinfo EAI_AGAIN', { code: 'EAI_AGAIN' }), false],
    ['a host out of reach', failure('connect EHOSTUNREACH', { code: 'EHOSTUNREACH' }), false],
    [
      'a connection lost between two statements',
      failure("Can't add new command when connection is in closed state", { fatal: true }),
      false,
    ],
  ])('like %s is worth another try', (_, error, isLockWait) => {
    const wrapped = failure('query failed', { driverError: error });
    for (const thrown of [error, wrapped]) {
      const trouble = databaseTrouble(thrown);
      expect(trouble?.again).toBe(true);
      expect(trouble?.problem.isLockWait).toBe(isLockWait);
    }
  });

  it.each([
    ['a full queue', new Error('Queue limit reached.')],
    ['a connection that never became free', new Error('No connection became free in time.')],
    ['a connection on which nobody answers', failure('silent', { code: 'ETIMEDOUT' })],
    ['a statement out of time on MariaDB', failure('max_statement_time exceeded', { errno: 1969 })],
    ['one on MySQL', failure('maximum statement execution time exceeded', { errno: 3024 })],
  ])('like %s is told at once', (_, error) => {
    const trouble = databaseTrouble(error);
    expect(trouble?.again).toBe(false);
    expect(trouble?.problem.kind).toBe('unavailable');
    expect(trouble?.problem.isLockWait).toBe(false);
  });

  it.each([
    ['a value that is taken', failure('Duplicate entry', { errno: 1062 })],
    ['a wrong statement', failure('You have an error in your SQL syntax', { errno: 1064 })],
    ['no error', 'text'],
  ])('like %s says nothing of its condition', (_, thrown) => {
    expect(databaseTrouble(thrown)).toBeNull();
  });
});
