import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Pages that a program prints in both languages: a test of their own compares them with what it prints. */
const GENERATED = ['docs/troubleshooting.md'];

/** The English pages that have a Chinese one beside them, as paths from the root. */
export function translatedPages(rootDir) {
  const docs = readdirSync(join(rootDir, 'docs')).map((name) => `docs/${name}`);
  return ['README.md', ...docs.filter((name) => name.endsWith('.md')).toSorted()].filter(
    (page) => !page.endsWith('.zh-CN.md') && existsSync(join(rootDir, chinesePage(page))),
  );
}

/** The path of an English page's translation. */
export function chinesePage(page) {
  return page.replace(/\.md$/, '.zh-CN.md');
}

/** A page is known by this digest; its translation names the digest of the text that it says in Chinese. */
export function digestOf(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

const NOTE = /\n<!-- translates ([0-9a-f]{16}) -->\n$/;

/** The digest that a translation names, if it names one. */
export function translatedDigest(chinese) {
  return NOTE.exec(chinese)?.[1];
}

/** The translation with a note that it says what the English text says now. */
export function withDigest(chinese, english) {
  return `${chinese.replace(NOTE, '\n')}\n<!-- translates ${digestOf(english)} -->\n`.replace(
    /\n{3,}(<!-- translates)/,
    '\n\n$1',
  );
}

/** The pages whose English text has changed since it was translated. */
export function stalePages(rootDir) {
  return translatedPages(rootDir).filter((page) => {
    if (GENERATED.includes(page)) return false;
    const english = readFileSync(join(rootDir, page), 'utf8');
    const chinese = readFileSync(join(rootDir, chinesePage(page)), 'utf8');
    return translatedDigest(chinese) !== digestOf(english);
  });
}

/**
 * What two pages in two languages must have in common: the levels of their headings, the languages and commands of their
 * code, the rows of their tables, their pictures.
 */
export function outlineOf(text) {
  const blocks = text.replace(/<!--[^]*?-->/g, '').split(/^\s*```/m);
  // What stands between an opening fence and a closing one is code; its first line is the language.
  return blocks.flatMap((block, i) =>
    i % 2 === 1
      ? [`code ${block.split('\n', 1)[0].trim()}`]
      : block.split('\n').flatMap(linesOutline),
  );
}

function linesOutline(line) {
  const heading = /^(#+) /.exec(line);
  // A picture of the console speaks the language of its page.
  const pictures = [...line.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, picture]) =>
    picture.replace(/\.(en|zh)\.png$/, '.png'),
  );
  const row = line.startsWith('|') ? [`row of ${line.split(/(?<!\\)\|/).length - 2}`] : [];
  return [...(heading ? [heading[1]] : []), ...row, ...pictures];
}
