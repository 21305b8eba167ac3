import { describe, expect, it } from '@jest/globals';
import { CheckedTokens } from '../../src/auth/checked-tokens.js';

const user = { id: 7, username: 'buyer', role: 'customer' } as const;

describe('checked tokens', () => {
  it('are known until they end, and not afterwards', () => {
    const tokens = new CheckedTokens();
    tokens.keep('a.b.c', { user, expiresAt: 1_000 });
    expect(tokens.find('a.b.c', 999)).toEqual(user);
    expect(tokens.find('a.b.d', 999)).toBeNull();
    expect(tokens.find('a.b.c', 1_000)).toBeNull();
    expect(tokens.find('a.b.c', 999)).toBeNull();
  });

  it('make room for newer ones', () => {
    const tokens = new CheckedTokens();
    for (let count = 0; count <= 10_000; count += 1) {
      tokens.keep(`a.b.${count}`, { user, expiresAt: 1_000 });
    }
    expect(tokens.find('a.b.0', 0)).toBeNull();
    expect(tokens.find('a.b.1', 0)).toEqual(user);
    expect(tokens.find('a.b.10000', 0)).toEqual(user);
  });
});
