import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Problem } from '../../src/kernel/problem.js';
import { PROBLEM_SLUGS, PROBLEM_TABLES, PROBLEMS } from '../../src/kernel/problems/problems.js';
import type { ProblemText } from '../../src/kernel/problems/problem-text.js';

const HAN = /\p{Script=Han}/u;
const LATIN_SENTENCE = /^["A-Z]|^[a-z]+ /;

const SAMPLES: Readonly<Record<string, unknown>> = {
  action: 'restock',
  because: 'being-refunded',
  of: 'lines',
  reason: 'shipped',
  why: 'not-paid',
  fault: 'not-https',
  parameter: 'page',
};
const OPTIONAL = ['action', 'because', 'current', 'or', 'parameter', 'wanted'];

/** Members that any sentence of the table can be made of, with and without those that may be absent. */
const WHOLE = new Proxy({}, { get: (_, name) => SAMPLES[String(name)] ?? 7 });
const LEAST = new Proxy(
  {},
  {
    get: (_, name) => (OPTIONAL.includes(String(name)) ? undefined : (SAMPLES[String(name)] ?? 7)),
  },
);

function sources(): string {
  const folder = join(import.meta.dirname, '../../src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((name) => name.endsWith('.ts') && !name.startsWith(join('kernel', 'problems')))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

describe('the table of problems', () => {
  it.each(PROBLEM_SLUGS)('tells %s in both languages', (slug) => {
    const { title, detail } = PROBLEMS[slug] as ProblemText<object>;
    for (const words of [title, detail(WHOLE), detail(LEAST)]) {
      expect(words.en).toMatch(LATIN_SENTENCE);
      expect(words.en).not.toMatch(HAN);
      expect(words.zh).toMatch(HAN);
    }
    expect(detail(WHOLE).en).toMatch(/\.$/);
    expect(detail(WHOLE).zh).toMatch(/。$/);
  });

  it('has each slug once', () => {
    const all = PROBLEM_TABLES.flatMap((table) => Object.keys(table));
    expect(all.filter((slug, index) => all.indexOf(slug) !== index)).toEqual([]);
    expect(all).toEqual(PROBLEM_SLUGS);
  });

  it('has no slug that nothing throws', () => {
    const text = sources();
    expect(PROBLEM_SLUGS.filter((slug) => !new RegExp(`['\`]?${slug}['\`]?`).test(text))).toEqual(
      [],
    );
  });

  it('says when to try again of all that is away', () => {
    const silent = PROBLEM_SLUGS.filter((slug) => {
      const { kind, retryAfterSeconds } = PROBLEMS[slug] as ProblemText;
      return kind === 'unavailable' && retryAfterSeconds === undefined;
    });
    expect(silent).toEqual([]);
  });
});

describe('a problem', () => {
  it('is made of a slug of the table and the members that belong to it', () => {
    const problem = new Problem('cart-limit', { limit: 5, of: 'lines' });
    expect(problem).toMatchObject({
      kind: 'conflict',
      slug: 'cart-limit',
      message: 'cart-limit: A cart holds at most 5 lines.',
      members: { limit: 5, of: 'lines' },
      detail: { en: 'A cart holds at most 5 lines.', zh: '购物车最多容纳 5 种商品。' },
    });
  });

  it('cannot be made of anything else', () => {
    // @ts-expect-error no such slug
    expect(() => new Problem('no-such-slug')).toThrow(TypeError);
    const wrong = [
      // @ts-expect-error a member is missing
      () => new Problem('cart-limit', { limit: 5 }),
      // @ts-expect-error all members are missing
      () => new Problem('cart-limit'),
      // @ts-expect-error a member of another type
      () => new Problem('too-many-lines', { maxLines: 'many' }),
      // @ts-expect-error a member that the slug does not have
      () => new Problem('no-such-order', { orderNo: '1' }),
      // @ts-expect-error a word that is not one of them
      () => new Problem('webhook-address-refused', { fault: 'ugly' }),
    ];
    expect(wrong).toHaveLength(5);
  });
});
