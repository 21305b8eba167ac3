import { expect, it } from '@jest/globals';
import { redisTrouble } from '../../src/database/redis-trouble.js';

function replyError(message: string): Error {
  return Object.assign(new Error(message), { name: 'ReplyError' });
}

/** What Redis 7.0.15 says, and where they differ Redis 8.0 and Valkey 9.1. */
it.each([
  [
    'NOPERM this user has no permissions to access one of the channels used as arguments',
    'NOPERM',
    '&*',
  ],
  [
    'NOPERM this user has no permissions to access one of the keys used as arguments',
    'NOPERM',
    '~*',
  ],
  ["NOPERM this user has no permissions to run the 'eval' command", 'NOPERM', '+eval'],
  ["NOPERM User shop has no permissions to run the 'client|setname' command", 'NOPERM', '+client'],
  [
    "ERR The user executing the script can't publish to the channel mentioned in the command script: ab, on @user_script:1.",
    'NOPERM',
    '&*',
  ],
  [
    "ERR The user executing the script can't run this command or subcommand script: ca, on @user_script:1.",
    'NOPERM',
    '+@all',
  ],
  ['NOPERM No permissions to access a channel', 'NOPERM', '&*'],
  [
    'ERR ACL failure in script: No permissions to access a channel script: c9, on @user_script:1.',
    'NOPERM',
    '&*',
  ],
  [
    'ERR ACL failure in script: No permissions to access a key script: on @user_script:1.',
    'NOPERM',
    '~*',
  ],
  [
    "ERR ACL failure in script: User w has no permissions to run the 'set' command script: 71, on @user_script:1.",
    'NOPERM',
    '+@all',
  ],
  ['WRONGPASS invalid username-password pair or user is disabled.', 'WRONGPASS', 'password'],
  ['NOAUTH Authentication required.', 'NOAUTH', 'password'],
  ["READONLY You can't write against a read only replica. script: ca", 'READONLY', 'primary'],
  [
    "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
    'MASTERDOWN',
    'primary',
  ],
  ["OOM command not allowed when used memory > 'maxmemory'.", 'OOM', 'maxmemory'],
  [
    "ERR Error running script (call to f_1): @user_script:1: @user_script: 1: -OOM command not allowed when used memory > 'maxmemory'.",
    'OOM',
    'maxmemory',
  ],
  [
    'MISCONF Redis is configured to save RDB snapshots, but it is currently unable to',
    'MISCONF',
    'disk',
  ],
  ['LOADING Redis is loading the dataset in memory', 'LOADING', 'reading'],
  ['CLUSTERDOWN Hash slot not served', 'CLUSTERDOWN', 'cluster'],
  ['MOVED 3999 127.0.0.1:6381', 'MOVED', 'cluster'],
  ['ERR something new', 'REFUSED', 'log'],
])('%s', (said, code, remedy) => {
  const trouble = redisTrouble(replyError(said));
  expect(trouble.code).toBe(code);
  expect(trouble.remedy).toContain(remedy);
});

it('tells silence from absence', () => {
  expect(redisTrouble(new Error('Command timed out')).code).toBe('SILENT');
  expect(redisTrouble(new Error('connect ECONNREFUSED 127.0.0.1:6379')).code).toBe('AWAY');
  expect(redisTrouble(new Error('Connection is closed.')).code).toBe('AWAY');
  expect(redisTrouble('something').code).toBe('AWAY');
});
