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
  const all = { passed: 0, failed: 0, skipped: 0 };
  const notRun = [];
  for (const row of rowsOf(names)) {
    const name = nameOfRow(row);
    say(`\nMatrix: ${name}`);
    const fetched = await fetchRow(rootDir, row).catch((error) => noteNotRun(notRun, name, error));
    if (fetched) addCounts(all, await runAndTell({ rootDir, row, fetched, files }, cleanup));
  }
  for (const line of notRun) say(`\nNot run: ${line}`);
  if (!isToday) all.failed += notRun.length;
  process.stdout.write(`\n${countsInWords(all)}\n`);
  return all.failed === 0 ? 0 : 1;
});

function noteNotRun(notRun, name, error) {
  if (!(error instanceof UserError)) throw error;
  notRun.push(`${name}: ${error.message}`);
}

function addCounts(all, counts) {
  for (const [key, count] of Object.entries(counts)) all[key] += count;
}

async function runAndTell(request, cleanup) {
  const name = nameOfRow(request.row);
  const { how, result } = await runRow(request, cleanup);
  if (!result) {
    say(`The tests of ${name} ${how}, before they could be counted.`);
    return { failed: 1 };
  }
  if (request.files.length === 0) await writeDown(name, result);
  return result.counts;
}

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
