import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chinesePage, stalePages, withDigest } from './lib/translations.mjs';

const rootDir = join(import.meta.dirname, '..');

/**
 * `npm run translations`: names the pages whose English text has changed since it was translated. With `-- PAGE …` notes of these
 * that their translation says the same again.
 */
const pages = process.argv.slice(2);
for (const page of pages) {
  const path = join(rootDir, chinesePage(page));
  const english = readFileSync(join(rootDir, page), 'utf8');
  writeFileSync(path, withDigest(readFileSync(path, 'utf8'), english));
}
const stale = stalePages(rootDir);
for (const page of stale) console.log(`${page} has changed: bring ${chinesePage(page)} up to date`);
process.exitCode = stale.length > 0 ? 1 : 0;
