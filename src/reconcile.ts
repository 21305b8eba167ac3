import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { readSettings } from '../config/settings.js';
import { ReconcileModule } from './bootstrap/reconcile.module.js';
import { endFailed } from './bootstrap/stopping.js';
import { BillDays, type DayOptions } from './reconciliation/days/bill-days.service.js';
import { Healing } from './reconciliation/matching/healing.service.js';
import { sheetLines } from './reconciliation/sheet/sheet-forms.js';
import { Sheets } from './reconciliation/sheet/sheets.service.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** One line of a terminal, written over and over. */
function bar(what: 'read' | 'match', lines: number): void {
  if (!process.stderr.isTTY) return;
  const text = what === 'read' ? `reading: ${lines} lines` : 'matching';
  process.stderr.write(`\r${text.padEnd(40)}`);
}

/** The day and the file that the command line names. Throws Error when it names no day. */
function wanted(): { readonly day: string; readonly how: DayOptions } {
  const options = { file: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [day = ''] = positionals;
  if (!DAY.test(day)) throw new Error('Name a day, as 2026-11-20.');
  const { file } = values;
  return { day, how: { progress: bar, ...(file === undefined ? {} : { file }) } };
}

/** Does a day's bill, prints its sheet, and ends with 1 while differences are open or the bill cannot be used. */
async function main(): Promise<void> {
  const { day, how } = wanted();
  const context = await NestFactory.createApplicationContext(
    ReconcileModule.with(readSettings(process.env)),
    { logger: ['error'], abortOnError: false },
  );
  try {
    const done = await context.get(BillDays).run('trade', day, how);
    if (done === null) throw new Error('Another process is at work on that day.');
    await context.get(Healing).healAll();
    const sheet = await context.get(Sheets).sheet(day);
    if (process.stderr.isTTY) process.stderr.write('\r'.padEnd(41) + '\r');
    const fault = done.fault === null ? [] : [done.fault];
    process.stdout.write(`${[...sheetLines(sheet), ...fault].join('\n')}\n`);
    process.exitCode = sheet.open > 0 || done.fault !== null ? 1 : 0;
  } finally {
    await context.close();
  }
}

await main().catch(endFailed);
