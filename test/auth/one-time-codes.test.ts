import { describe, expect, it } from '@jest/globals';
import { AuthConfig } from '../../config/auth.config.js';
import { EnvReader } from '../../config/env-reader.js';
import { dutyOf } from '../../src/auth/duty.js';
import {
  counterOfCode,
  newRecoveryCodes,
  newTotpSecret,
  recoveryDigest,
} from '../../src/auth/second-factor/one-time-codes.js';
import { SealedSecrets } from '../../src/auth/second-factor/sealed-secrets.js';
import { damaged } from '../support/damaged.js';

/** The secret of RFC 6238, appendix B: the ASCII text 12345678901234567890. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

function sealing(secret: string): SealedSecrets {
  return new SealedSecrets(new AuthConfig(new EnvReader({ NODE_ENV: 'test', JWT_SECRET: secret })));
}

describe('a code of an app', () => {
  it.each([
    [59, '287082', 1],
    [1_111_111_109, '081804', 37_037_036],
    [1_234_567_890, '005924', 41_152_263],
    [20_000_000_000, '353130', 666_666_666],
  ])('is that of RFC 6238 at %i s', (seconds, code, counter) => {
    expect(counterOfCode(SECRET, code, new Date(seconds * 1_000))).toBe(counter);
    expect(counterOfCode(SECRET, code, new Date((seconds + 30) * 1_000))).toBe(counter);
    expect(counterOfCode(SECRET, code, new Date((seconds + 90) * 1_000))).toBeNull();
  });
});

describe('secrets and recovery codes', () => {
  it('are 160 and 80 bits of chance', () => {
    expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/);
    expect(recoveryDigest('abcd EFGH-ijkl mnop')).toBe(recoveryDigest('ABCD-EFGH-IJKL-MNOP'));
  });

  it('are sealed for one user by one key', () => {
    const key = 'x'.repeat(32);
    const sealed = sealing(key).seal(SECRET, 'alice');
    expect(sealed).not.toBe(sealing(key).seal(SECRET, 'alice'));
    expect(sealing(key).open(sealed, 'alice')).toBe(SECRET);
    expect(sealing(key).open(sealed, 'bob')).toBeNull();
    expect(sealing('y'.repeat(32)).open(sealed, 'alice')).toBeNull();
    expect(sealing(key).open(damaged(sealed), 'alice')).toBeNull();
    expect(sealing(key).open('', 'alice')).toBeNull();
  });
});

describe('what somebody has to do first', () => {
  const standing = { mustChangePassword: false, hasSecondFactor: false, hasPassword: true };
  it.each([
    ['admin', {}, null],
    ['finance', {}, 'enrol-second-factor'],
    ['finance', { hasSecondFactor: true }, null],
    ['finance', { mustChangePassword: true }, 'change-password'],
    ['admin', { mustChangePassword: true, hasSecondFactor: true }, 'change-password'],
    ['finance', { hasPassword: false }, null],
    ['customer', { mustChangePassword: true }, null],
  ] as const)('%s %j: %s', (role, more, duty) => {
    expect(dutyOf({ role, standing: { ...standing, ...more } }, ['finance'])).toBe(duty);
  });
});
