import 'reflect-metadata';
import { parseArgs } from 'node:util';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { readSettings } from '../config/settings.js';
import { ArchiveService } from './archive/archive.service.js';
import { AuditLog } from './audit/audit-log.service.js';
import { commandLineActor } from './audit/command-line.js';
import { ArchivingAppModule } from './bootstrap/archiving-app.module.js';
import { endFailed } from './bootstrap/stopping.js';
import { Transactions } from './database/transactions.js';
import { agoOf } from './payment/archiving/archive-rules.js';
import { type Archived, Archiving } from './payment/archiving/archiving.service.js';

const USAGE = `Usage: npm run archive -- --older-than 18m [--limit N]   finished orders of at least that age (d, m, y)
       npm run archive -- --bring-back NUMBER           the order of a number, or all`;

const ALL = 'all';

type Wish =
  | { readonly act: 'archive'; readonly before: Date; readonly limit: number }
  | { readonly act: 'bring-back'; readonly number: string };

/** What the command line asks for. Throws Error when it asks for nothing that there is. */
function wanted(now: Date): Wish {
  const options = {
    'older-than': { type: 'string' },
    limit: { type: 'string' },
    'bring-back': { type: 'string' },
  } as const;
  const { values } = parseArgs({ options });
  const { 'older-than': age, 'bring-back': number, limit = 'Infinity' } = values;
  if ((age === undefined) === (number === undefined)) throw new Error(USAGE);
  if (number !== undefined) return { act: 'bring-back', number };
  if (!(Number(limit) > 0)) throw new Error(USAGE);
  return { act: 'archive', before: agoOf(age ?? '', now), limit: Number(limit) };
}

/** One line of a terminal, written over and over. */
function bar({ orders }: Archived): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${orders} orders`.padEnd(40));
}

/** Notes who wanted what; it stands whatever comes of it. */
async function audit(context: INestApplicationContext, wish: Wish): Promise<void> {
  const entry =
    wish.act === 'archive'
      ? ({
          action: 'archive.run',
          object: { kind: 'archive', id: wish.before.toISOString() },
        } as const)
      : ({ action: 'archive.bring-back', object: { kind: 'archive', id: wish.number } } as const);
  const log = context.get(AuditLog);
  await context.get(Transactions).run((tx) => log.write(tx, commandLineActor(), entry));
}

async function carryOut(context: INestApplicationContext, wish: Wish): Promise<string> {
  if (wish.act === 'archive') {
    const done = await context.get(Archiving).run({ ...wish, progress: bar });
    const stayed = Object.entries(done.stayed).map(([why, count]) => `${count} ${why}`);
    const rest = stayed.length === 0 ? '' : ` Old ones that stay: ${stayed.join(', ')}.`;
    return `Archived ${done.orders} orders, ${done.rows} rows.${rest}`;
  }
  const archive = context.get(ArchiveService);
  if (wish.number !== ALL)
    return (await archive.bringBack([wish.number]))
      ? `${wish.number} is back.`
      : `${wish.number} is not in the archive.`;
  while (await archive.bringBackSome());
  return 'All are back.';
}

/** Moves old orders into the archive, or back. */
async function main(): Promise<void> {
  const wish = wanted(new Date());
  const context = await NestFactory.createApplicationContext(
    ArchivingAppModule.with(readSettings(process.env)),
    { logger: ['error'], abortOnError: false },
  );
  try {
    await audit(context, wish);
    const said = await carryOut(context, wish);
    if (process.stderr.isTTY) process.stderr.write('\r'.padEnd(41) + '\r');
    process.stdout.write(`${said}\n`);
  } finally {
    await context.close();
  }
}

await main().catch(endFailed);
