import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { readSettings } from '../config/settings.js';
import { ExplainModule } from './bootstrap/explain.module.js';
import { timelineLines } from './payment/timeline/timeline-view.js';
import { TradeTimelines } from './payment/timeline/trade-timelines.service.js';
import { endFailed } from './bootstrap/stopping.js';

const NUMBER = /^[\w-]{1,64}$/;

/** Prints what happened to the order or trade that a number names, and why. Reads, and changes nothing. */
async function main(): Promise<void> {
  const number = process.argv[2] ?? '';
  if (!NUMBER.test(number)) {
    throw new Error('Name an order number, an out_trade_no or a trade_no of Alipay.');
  }
  const settings = readSettings(process.env);
  const context = await NestFactory.createApplicationContext(ExplainModule.with(settings), {
    logger: ['error'],
    abortOnError: false,
  });
  try {
    const material = await context.get(TradeTimelines).find(number);
    if (material === null) throw new Error(`Nothing is written down about ${number}.`);
    process.stdout.write(`${timelineLines(material).join('\n')}\n`);
  } finally {
    await context.close();
  }
}

await main().catch(endFailed);
