import { describe, expect, it } from '@jest/globals';
import { CheckedTokens } from '../../src/auth/checked-tokens.js';

const token = { publicId: 'somebody', version: 0, expiresAt: 1_000, digest: 'digest' };

describe('checked tokens', () => {
  it('are known until they end, and not afterwards', () => {
    const tokens = new CheckedTokens();
    tokens.keep('a.b.c', token);
    expect(tokens.find('a.b.c', 999)).toEqual(token);
    expect(tokens.find('a.b.d', 999)).toBeNull();
    expect(tokens.find('a.b.c', 1_000)).toBeNull();
    expect(tokens.find('a.b.c', 999)).toBeNull();
  });

  it('make room for newer ones', () => {
    const tokens = new CheckedTokens();
    for (let count = 0; count <= 10_000; count += 1) {
      tokens.keep(`a.b.${count}`, token);
    }
    expect(tokens.find('a.b.0', 0)).toBeNull();
    expect(tokens.find('a.b.1', 0)).toEqual(token);
    expect(tokens.find('a.b.10000', 0)).toEqual(token);
  });
});
