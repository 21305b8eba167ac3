import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { bodyHash } from '../../src/http/idempotency/idempotency-record.js';

describe('a body', () => {
  it.each<[unknown, unknown, boolean]>([
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [{ c: 3, a: 1, b: 2 }, { b: 2, c: 3, a: 1 }, true],
    [{ a: { b: 1, c: 2 } }, { a: { c: 2, b: 1 } }, true],
    [[{ a: 1, b: 2 }], [{ b: 2, a: 1 }], true],
    [{ a: [1, 2] }, { a: [2, 1] }, false],
    [{ a: 1, b: 2 }, { a: 2, b: 1 }, false],
    [{ a: 1 }, { b: 1 }, false],
    [{ a: 1 }, { a: '1' }, false],
    [{ a: null }, { a: 'null' }, false],
    [{ a: null }, {}, false],
    [{}, undefined, false],
    [null, undefined, true],
    ['a', 'b', false],
  ])('%j is the same as %j: %p', (one, other, same) => {
    expect(bodyHash(one) === bodyHash(other)).toBe(same);
  });

  it('is told by a hash that holds nothing of it', () => {
    expect(bodyHash({ note: 'secret' })).toMatch(/^[0-9a-f]{64}$/);
  });

  it('has the hash that keys of an earlier version were stored with', () => {
    const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
    const body = { b: { c: true }, d: [2, 1], a: 1 };
    expect(bodyHash(body)).toBe(hashOf('[["a",1],["b",[["c",true]]],["d",[2,1]]]'));
    expect(bodyHash(undefined)).toBe(hashOf('null'));
  });
});
