import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { readSettings } from '../config/settings.js';
import { ExplainModule } from './bootstrap/explain.module.js';
import { isLanguage, type Language, languageOfTerminal } from './kernel/words.js';
import { timelineLines } from './payment/timeline/timeline-view.js';
import { TradeTimelines } from './payment/timeline/trade-timelines.service.js';
import { endFailed } from './bootstrap/stopping.js';

const NUMBER = /^[\w-]{1,64}$/;

const USAGE =
  'Name an order number, an out_trade_no or a trade_no of Alipay, and the language with --lang en or zh.';

/** What is asked for; without `--lang` the terminal's locale says the language. Throws an Error that tells how. */
function wanted(): { readonly number: string; readonly language: Language } {
  const options = { lang: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const language = values.lang ?? languageOfTerminal(process.env);
  const [number = ''] = positionals;
  if (!NUMBER.test(number) || !isLanguage(language)) throw new Error(USAGE);
  return { number, language };
}

/** Prints what happened to the order or trade that a number names, and why. Reads, and changes nothing but that an archived one comes back. */
async function main(): Promise<void> {
  const { number, language } = wanted();
  const settings = readSettings(process.env);
  const context = await NestFactory.createApplicationContext(ExplainModule.with(settings), {
    logger: ['error'],
    abortOnError: false,
  });
  try {
    const material = await context.get(TradeTimelines).find(number);
    if (material === null) throw new Error(`Nothing is written down about ${number}.`);
    process.stdout.write(`${timelineLines(material, language).join('\n')}\n`);
  } finally {
    await context.close();
  }
}

await main().catch(endFailed);
