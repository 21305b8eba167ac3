import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  chinesePage,
  digestOf,
  outlineOf,
  stalePages,
  translatedDigest,
  translatedPages,
  withDigest,
} from '../../scripts/lib/translations.mjs';

const ROOT = join(import.meta.dirname, '../..');
const read = (page: string) => readFileSync(join(ROOT, page), 'utf8');
const pages = translatedPages(ROOT);

/** What operators and integrating developers read. */
const MUST_BE_TRANSLATED = [
  'README.md',
  'docs/alipay-setup.md',
  'docs/console.md',
  'docs/explain.md',
  'docs/operations.md',
  'docs/people.md',
  'docs/reconciliation.md',
  'docs/storefronts.md',
  'docs/troubleshooting.md',
  'docs/webhooks.md',
];

/** The address that a heading has on the pages of a repository's host. */
function anchorOf(heading: string): string {
  const text = heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '');
  return text.replaceAll(/\s/g, '-');
}

function deadLinks(page: string): string[] {
  return [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
    if (/^[a-z]+:/.test(link)) return [];
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? page : join(dirname(page), path);
    if (!existsSync(join(ROOT, target))) return [link];
    if (anchor === undefined || !target.endsWith('.md')) return [];
    const headings = [...read(target).matchAll(/^#+ (.*)$/gm)].map(([, one = '']) => anchorOf(one));
    return headings.includes(anchor) ? [] : [link];
  });
}

describe('pages in two languages', () => {
  it('are there of all that operators and integrating developers read', () => {
    expect(pages).toEqual(expect.arrayContaining(MUST_BE_TRANSLATED));
  });

  it('say the same: an English page that changed names its translation (npm run translations -- PAGE)', () => {
    expect(stalePages(ROOT).map((page) => `${page}: see ${chinesePage(page)}`)).toEqual([]);
  });

  it.each(pages)(
    '%s and its translation have the same headings, tables, code and pictures',
    (page) => {
      expect(outlineOf(read(chinesePage(page)))).toEqual(outlineOf(read(page)));
    },
  );

  it.each(pages)(
    '%s and its translation lead to each other and to nothing that is not there',
    (page) => {
      const twin = chinesePage(page);
      const name = (path: string) => path.replace(/^docs\//, '');
      expect(read(page).split('\n').slice(0, 6).join('\n')).toContain(`](${name(twin)})`);
      expect(read(twin).split('\n').slice(0, 6).join('\n')).toContain(`](${name(page)})`);
      expect({ page: deadLinks(page), twin: deadLinks(twin) }).toEqual({ page: [], twin: [] });
    },
  );
});

describe('the note in a translation', () => {
  const english = '# A page\n\nIts text.\n';
  const chinese = withDigest('# 一页\n\n正文。\n', english);

  it('names the text that was translated', () => {
    expect(translatedDigest(chinese)).toBe(digestOf(english));
    expect(translatedDigest(withDigest(chinese, `${english}More.\n`))).not.toBe(digestOf(english));
  });

  it('is renewed, and not added to', () => {
    expect(withDigest(chinese, english)).toBe(chinese);
  });
});

describe('the outline of a page', () => {
  const page =
    '# A\n\n```sh\n# no heading\n| no row |\n```\n\n| a | b |\n| - | - |\n\n![it](x.png)\n';

  it.each([
    ['a heading more', `${page}\n## B\n`],
    ['a row less', page.replace('| - | - |\n', '')],
    ['a column less', page.replace('| a | b |', '| a |')],
    ['code of another language', page.replace('```sh', '```js')],
    ['another picture', page.replace('x.png', 'y.png')],
  ])('tells %s', (_, other) => {
    expect(outlineOf(page)).toEqual(['#', 'code sh', 'row of 2', 'row of 2', 'x.png']);
    expect(outlineOf(other)).not.toEqual(outlineOf(page));
  });
});
