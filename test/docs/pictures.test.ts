import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

const DOCS = 'docs';
const PICTURES = join(DOCS, 'pictures');
const MOST_BYTES = 1_500_000;

const pages = [
  'README.md',
  'README.zh-CN.md',
  ...readdirSync(DOCS)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(DOCS, name)),
];
const shown = pages.flatMap((page) =>
  [...readFileSync(page, 'utf8').matchAll(/!\[([^\]]*)\]\((?:docs\/)?pictures\/([^)]+)\)/g)].map(
    ([, words = '', file = '']) => ({ page, words, file }),
  ),
);
const files = readdirSync(PICTURES);

it('shows pictures that are there, in the language of the page, each with words for who cannot see it', () => {
  expect(shown.length).toBeGreaterThan(0);
  const wrong = shown.filter(({ page, words, file }) => {
    const language = page.endsWith('.zh-CN.md') ? 'zh' : 'en';
    return !files.includes(file) || !file.endsWith(`.${language}.png`) || words.trim() === '';
  });
  expect(wrong).toEqual([]);
});

it('keeps no picture that no page shows, and few bytes of all', () => {
  const used = new Set(shown.map(({ file }) => file));
  expect(files.filter((file) => !used.has(file))).toEqual([]);
  const bytes = files.reduce((sum, file) => sum + statSync(join(PICTURES, file)).size, 0);
  expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
});
