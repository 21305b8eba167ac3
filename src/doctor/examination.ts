import { setTimeout as pause } from 'node:timers/promises';
import type { Settings } from '../../config/settings.js';
import { contextOf } from '../alipay/diagnosis/context.js';
import { environmentOfGateway } from '../alipay/diagnosis/environment.js';
import { checkEnvironment, checkReply } from '../alipay/diagnosis/gateway-checks.js';
import { probeGateway } from '../alipay/diagnosis/gateway-probe.js';
import { checkKeys } from '../alipay/diagnosis/key-checks.js';
import { keysBeside } from '../alipay/diagnosis/keys-beside.js';
import { KeyFileFault } from '../alipay/key-files.js';
import { type AlipayKeys, readAlipayKeys } from '../alipay/keys.js';
import type { Clock } from '../kernel/clock.js';
import { note, wrong } from '../kernel/diagnosis.js';
import { PayAddresses } from '../payment/links/pay-addresses.js';
import type { Resolver } from '../webhooks/endpoints/destinations.service.js';
import { databaseFacts, judgeDatabase, withDatabase } from './checks/database.check.js';
import {
  judgeHistory,
  judgeProcesses,
  judgeProxies,
  notifyHistory,
  sightings,
} from './checks/history.check.js';
import { checkNotifyUrl } from './checks/notify-url.check.js';
import { checkDisk, judgeNode, judgeTimeZone } from './checks/process.check.js';
import { judgeRedis, redisFacts } from './checks/redis.check.js';
import type { DoctorFinding } from './diagnoses.js';
import { type CheckName, type DoctorReport, reportOf } from './report.js';
import type { Sighting } from './sightings.js';

/** The settings that are looked at. */
export type Examined = Pick<Settings, 'app' | 'alipay' | 'database' | 'redis' | 'storefronts'>;

/** What an examination is given beside the settings. */
export interface Instruments {
  readonly clock: Clock;
  readonly resolve: Resolver;
  /** What the process in which it runs knows of itself; none: it runs outside. */
  readonly self: readonly Sighting[];
}

type Found = Partial<Record<CheckName, readonly DoctorFinding[]>>;

/** All checks run at once, and none longer than this. */
const MOST_MS = 8_500;
const ANSWER_MS = 4_000;

/** Processes that there are at least, where none was seen: an API and a worker. */
const USUAL_PROCESSES = 2;

/**
 * Looks at everything that is set up, in ten seconds at most. Reads, and changes nothing but a key of Redis that ends
 * by itself; asks Alipay one question.
 */
export async function examine(settings: Examined, instruments: Instruments): Promise<DoctorReport> {
  const began = performance.now();
  const parts = await Promise.all([
    inTime('keys', () => ofAlipay(settings, instruments)),
    inTime('notify', () => ofNotifyUrls(settings, instruments)),
    inTime('machine', ofMachine),
    inTime('database', () => ofDatabase(settings, instruments)),
    inTime('redis', () => ofRedis(settings)),
  ]);
  const found: Found = {};
  for (const [name, findings] of parts.flatMap((part) => Object.entries(part))) {
    found[name as CheckName] = [...(found[name as CheckName] ?? []), ...findings];
  }
  return reportOf(found, Math.round(performance.now() - began));
}

/** A report of settings with which no process starts: what else is wrong cannot be looked at. */
export async function examineWithoutSettings(error: unknown): Promise<DoctorReport> {
  const lines = error instanceof Error ? error.message.split('\n').slice(1) : [String(error)];
  const settings = lines.map((line) => wrong('settings-wrong', line.trim()));
  return reportOf({ settings, ...(await ofMachine()) }, 0);
}

async function inTime(name: CheckName, look: () => Promise<Found>): Promise<Found> {
  const tooLate = pause(MOST_MS, null, { ref: false });
  const found = await Promise.race([look().catch(unfinished(name)), tooLate]);
  return found ?? unfinished(name)(new Error('no answer in time'));
}

function unfinished(name: CheckName) {
  return (error: unknown): Found => {
    const { message } = error instanceof Error ? error : new Error('unknown');
    return { [name]: [note('check-unfinished', `${name}: ${message.slice(0, 200)}`)] };
  };
}

async function ofAlipay({ alipay, app }: Examined, { clock }: Instruments): Promise<Found> {
  const environment = checkEnvironment(alipay, app.production);
  const found = { keys: checkKeys(alipay, clock.now()), environment };
  const keys = readableKeys(() => readAlipayKeys(alipay, clock.now()));
  if (keys === null) return found;
  const reply = await probeGateway(alipay, keys, clock);
  const context = contextOf(alipay, keys, keysBeside(alipay));
  return { ...found, gateway: checkReply(reply, keys, context) };
}

/** Null: what is wrong with them is told by the look at each file. */
function readableKeys(read: () => AlipayKeys): AlipayKeys | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof KeyFileFault) return null;
    throw error;
  }
}

async function ofNotifyUrls(
  { app, alipay, storefronts }: Examined,
  { resolve }: Instruments,
): Promise<Found> {
  const addresses = new PayAddresses(app, storefronts);
  const shops = ['native', ...storefronts.shops] as const;
  const urls = [...new Set(shops.map((shop) => addresses.of(shop).notifyUrl))];
  const mayBeLocal = !app.production && environmentOfGateway(alipay.gateway) === 'local';
  const notify = await Promise.all(
    urls.map((url) => checkNotifyUrl({ url, mayBeLocal, resolve, timeoutMs: ANSWER_MS })),
  );
  return { notify };
}

async function ofMachine(): Promise<Found> {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const machine = [judgeNode(process.version), judgeTimeZone(zone), await checkDisk(process.cwd())];
  return { machine };
}

async function ofDatabase(
  { app, database }: Examined,
  { clock, self }: Instruments,
): Promise<Found> {
  const now = () => clock.now();
  const found = await withDatabase(database, async (source) => {
    const facts = await databaseFacts(source, now);
    const seen = await sightings(source, now()).catch(() => []);
    const history = await notifyHistory(source, now()).catch(() => null);
    const pools = seen.map((one) => one.facts.pool);
    const usual = database.poolSize * USUAL_PROCESSES;
    const connections = Math.max(
      usual,
      pools.reduce((sum, pool) => sum + pool, 0),
    );
    const isProduction = app.production;
    return {
      database: judgeDatabase(facts, { isProduction, connections }),
      processes: [judgeProcesses(seen), ...judgeProxies([...seen, ...self])],
      notify: history === null ? [] : [judgeHistory(history)],
    };
  });
  return 'fault' in found ? { database: [wrong('database-unreachable', found.fault)] } : found;
}

async function ofRedis({ redis }: Examined): Promise<Found> {
  const isShared = redis.cartUrl === redis.url;
  const queue = judgeRedis(await redisFacts('REDIS_URL', redis.url, redis), isShared);
  if (isShared) return { redis: queue };
  const carts = judgeRedis(await redisFacts('CART_REDIS_URL', redis.cartUrl, redis), true);
  return { redis: [...queue, ...carts] };
}
