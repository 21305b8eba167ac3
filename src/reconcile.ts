import 'reflect-metadata';
import { parseArgs } from 'node:util';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ReconciliationConfig } from '../config/reconciliation.config.js';
import { readSettings } from '../config/settings.js';
import type { BillType } from './alipay/alipay-bills.js';
import { AuditLog } from './audit/audit-log.service.js';
import { commandLineActor } from './audit/command-line.js';
import { ReconcileModule } from './bootstrap/reconcile.module.js';
import { endFailed } from './bootstrap/stopping.js';
import { Transactions } from './database/transactions.js';
import { languageOfTerminal } from './kernel/words.js';
import {
  BillDays,
  type DayDone,
  type DayOptions,
} from './reconciliation/days/bill-days.service.js';
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
function wanted(): { readonly day: string; readonly how: DayOptions; readonly account?: string } {
  const options = { file: { type: 'string' }, 'account-file': { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [day = ''] = positionals;
  if (!DAY.test(day)) throw new Error('Name a day, as 2026-11-20.');
  const { file, 'account-file': account } = values;
  const how = { progress: bar, ...(file === undefined ? {} : { file }) };
  return { day, how, ...(account === undefined ? {} : { account }) };
}

async function run(
  context: INestApplicationContext,
  type: BillType,
  day: string,
  how: DayOptions,
): Promise<DayDone> {
  const done = await context.get(BillDays).run(type, day, how);
  if (done === null) throw new Error('Another process is at work on that day.');
  return done;
}

/** Notes who has a day done; it stands whatever comes of it, as a request by the API does. */
async function audit(context: INestApplicationContext): Promise<void> {
  const { day, how, account } = wanted();
  const after = { file: how.file ?? null, accountFile: account ?? null };
  const object = { kind: 'reconciliation', id: day };
  const entry = { action: 'reconciliation.run', object, after } as const;
  const log = context.get(AuditLog);
  await context.get(Transactions).run((tx) => log.write(tx, commandLineActor(), entry));
}

/** Does a day's bill, and the account's log where it is wanted; answers why any of them could not be used. */
async function runAll(context: INestApplicationContext): Promise<string[]> {
  const { day, how, account } = wanted();
  const done = [await run(context, 'trade', day, how)];
  const { billTypes } = context.get(ReconciliationConfig);
  if (account !== undefined || billTypes.includes('signcustomer')) {
    const file = account === undefined ? {} : { file: account };
    done.push(await run(context, 'signcustomer', day, { progress: bar, ...file }));
  }
  return done.flatMap(({ fault }) => fault ?? []);
}

/** Does a day's bill and its account log, prints its sheet, and ends with 1 while differences are open or the bill cannot be used. */
async function main(): Promise<void> {
  const { day } = wanted();
  const context = await NestFactory.createApplicationContext(
    ReconcileModule.with(readSettings(process.env)),
    { logger: ['error'], abortOnError: false },
  );
  try {
    await audit(context);
    const faults = await runAll(context);
    await context.get(Healing).healAll();
    const language = languageOfTerminal(process.env);
    const sheet = await context.get(Sheets).sheet(day, language);
    if (process.stderr.isTTY) process.stderr.write('\r'.padEnd(41) + '\r');
    process.stdout.write(`${[...sheetLines(sheet, language), ...faults].join('\n')}\n`);
    process.exitCode = sheet.open > 0 || faults.length > 0 ? 1 : 0;
  } finally {
    await context.close();
  }
}

await main().catch(endFailed);
