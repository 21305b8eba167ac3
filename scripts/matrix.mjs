import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { databaseOfTheDay, nameOfRow, rowsOf } from './lib/matrix/rows.mjs';
import { fetchRow, runRow } from './lib/matrix/run-row.mjs';
import { countsInWords, withRun } from './lib/matrix/support-table.mjs';
import { runScript } from './lib/process/cleanup.mjs';
import { say, UserError } from './lib/say.mjs';

const rootDir = join(import.meta.dirname, '..');
const supportFile = join(rootDir, 'docs/support.md');
const today = '--today';

/**
 * `npm run matrix [-- names] [--files …]`: fetches servers and versions of Node, runs the tests on them, and writes into
 * docs/support.md what came of it, unless only some files were run. `--today` stands for the database whose turn it is;
 * with it a server that cannot be fetched is no failure.
 */
await runScript(async (cleanup) => {
  const { names, files, isToday } = readArguments(process.argv.slice(2));
  const total = { passed: 0, failed: 0, skipped: 0 };
  const notRun = [];
  for (const row of rowsOf(names)) {
    const name = nameOfRow(row);
    say(`\nMatrix: ${name}`);
    const fetched = await fetchRow(rootDir, row).catch((error) => {
      if (!(error instanceof UserError)) throw error;
      notRun.push(`${name}: ${error.message}`);
    });
    if (!fetched) continue;
    const { how, result } = await runRow({ rootDir, row, fetched, files }, cleanup);
    if (!result) {
      say(`The tests of ${name} ${how}, before they could be counted.`);
      total.failed += 1;
      continue;
    }
    for (const key of Object.keys(total)) total[key] += result.counts[key];
    if (files.length === 0) await writeDown(name, result);
  }
  for (const line of notRun) say(`\nNot run: ${line}`);
  if (!isToday) total.failed += notRun.length;
  process.stdout.write(`\n${countsInWords(total)}\n`);
  return total.failed === 0 ? 0 : 1;
});

function readArguments(args) {
  const at = args.indexOf('--files');
  const before = at < 0 ? args : args.slice(0, at);
  const files = at < 0 ? [] : args.slice(at + 1);
  if (at >= 0 && files.length === 0) throw new UserError('--files needs folders or files.');
  const isToday = before.includes(today);
  const names = before.filter((name) => name !== today);
  return { names: isToday ? [databaseOfTheDay(new Date()), ...names] : names, files, isToday };
}

async function writeDown(name, { versions, counts, took }) {
  const date = new Date().toISOString().slice(0, 10);
  const text = withRun(readFileSync(supportFile, 'utf8'), { date, name, versions, counts, took });
  // Installed by now; the scripts themselves need no package.
  const { format } = await import('prettier');
  writeFileSync(supportFile, await format(text, { parser: 'markdown', printWidth: 100 }));
}
