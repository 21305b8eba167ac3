import { describe, expect, it } from '@jest/globals';
import { firstStale } from '../../scripts/lib/dependencies.mjs';

const lock = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/nest': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/swc-for-another-machine': { version: '2.0.0', optional: true },
  },
};

describe('firstStale', () => {
  it('asks for an installation when there is none', () => {
    expect(firstStale(lock, undefined)).toBe('node_modules');
  });

  it('is content when every package is there, but those for other machines', () => {
    const installed = {
      packages: { 'node_modules/nest': { version: '1.0.0', integrity: 'sha512-a' } },
    };
    expect(firstStale(lock, installed)).toBeUndefined();
  });

  it.each([
    ['is absent', {}],
    ['has another version', { version: '1.0.1', integrity: 'sha512-a' }],
    ['has other contents', { version: '1.0.0', integrity: 'sha512-b' }],
  ])('names a package that %s', (_what, entry) => {
    const packages = 'version' in entry ? { 'node_modules/nest': entry } : {};
    expect(firstStale(lock, { packages })).toBe('node_modules/nest');
  });
});
