import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { AlipayConfig } from '../config/alipay.config.js';
import { EnvReader } from '../config/env-reader.js';
import { readSettings, type Settings } from '../config/settings.js';
import { outsideContext } from './alipay/diagnosis/context.js';
import { diagnose } from './alipay/diagnosis/diagnose.js';
import { endFailed } from './bootstrap/stopping.js';
import { examine, examineWithoutSettings } from './doctor/examination.js';
import { type Language, messageLines, reportLines } from './doctor/print.js';
import type { DoctorReport } from './doctor/report.js';
import { troubleshootingPage } from './doctor/troubleshooting.js';
import { systemClock } from './kernel/clock.js';
import { systemResolver } from './webhooks/endpoints/destinations.service.js';

const OPTIONS = {
  notify: { type: 'string' },
  return: { type: 'string' },
  answer: { type: 'string' },
  lang: { type: 'string', default: 'both' },
  json: { type: 'boolean', default: false },
  troubleshooting: { type: 'string' },
} as const;

const USAGE = `Usage: npm run doctor -- [--lang en|zh] [--json]
       npm run doctor -- --notify FILE|-    why a notify does not verify (also --return, --answer)`;

/** Looks at the whole set-up, or at one message. Ends with 1 when something is wrong. Reads, and changes nothing. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: OPTIONS });
  const language = languageOf(values.lang);
  const page = values.troubleshooting;
  if (page !== undefined) {
    process.stdout.write(troubleshootingPage(page === 'zh' ? 'zh' : 'en'));
    return;
  }
  const file = values.notify ?? values.return ?? values.answer;
  const [isWell, result, lines] =
    file === undefined ? await ofEverything(language) : await ofMessage(file, language);
  const text = values.json ? JSON.stringify(result, null, 2) : lines.join('\n');
  process.stdout.write(`${text}\n`);
  process.exitCode = isWell ? 0 : 1;
}

type Outcome = readonly [boolean, object, readonly string[]];

async function ofEverything(language: Language): Promise<Outcome> {
  const report = await examination();
  return [report.isWell, report, reportLines(report, language)];
}

async function examination(): Promise<DoctorReport> {
  let settings: Settings;
  try {
    settings = readSettings(process.env);
  } catch (error) {
    return examineWithoutSettings(error);
  }
  return examine(settings, { clock: systemClock, resolve: systemResolver, self: [] });
}

/** Needs the settings of Alipay alone: a message can be looked at while everything else is wrong. */
async function ofMessage(file: string, language: Language): Promise<Outcome> {
  const bytes = file === '-' ? await buffer(process.stdin) : await readFile(file);
  const config = new AlipayConfig(new EnvReader(process.env));
  const found = diagnose(bytes, outsideContext(config, systemClock.now()));
  return [found.verifies, found, messageLines(found, language)];
}

function languageOf(text: string): Language {
  if (text === 'en' || text === 'zh' || text === 'both') return text;
  throw new Error(USAGE);
}

await main().catch((error: unknown) => {
  const isUsage =
    error instanceof Error && String(Reflect.get(error, 'code')).startsWith('ERR_PARSE_ARGS');
  endFailed(isUsage ? new Error(`${error.message}\n${USAGE}`) : error);
});
