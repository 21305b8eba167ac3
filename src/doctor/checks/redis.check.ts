import type { RedisConfig } from '../../../config/redis.config.js';
import { connectRedis, redisClient, type RedisClient } from '../../database/redis.js';
import { probeRedis, type RedisState } from '../../database/redis-probe.js';
import { redisTrouble } from '../../database/redis-trouble.js';
import { good, note, wrong } from '../../kernel/diagnosis.js';
import type { DoctorFinding, Mistake } from '../diagnoses.js';

/** What a Redis does and says; what it does not tell is null. */
export interface RedisFacts {
  readonly setting: 'REDIS_URL' | 'CART_REDIS_URL';
  /** Null: the trouble came before. */
  readonly state: RedisState | null;
  /** What it refused, by code and remedy. */
  readonly troubles: readonly { readonly code: string; readonly remedy: string }[];
  readonly version: string | null;
  readonly policy: string | null;
  /** Whether anything is written to disk. */
  readonly isPersistent: boolean | null;
}

const LEAST_MAJOR = 6;

/** Has a Redis do once what the program does all the time. */
export async function redisFacts(
  setting: RedisFacts['setting'],
  url: string,
  config: RedisConfig,
): Promise<RedisFacts> {
  const client = redisClient(url, config);
  let last: unknown = null;
  client.on('error', (error) => (last = error));
  try {
    await connectRedis(client, config);
    return await factsOf(client, setting, config.keyPrefix);
  } catch (error) {
    // What is told of the connection says more than that it was closed.
    const troubles = [redisTrouble(last ?? error)];
    return { setting, state: null, troubles, version: null, policy: null, isPersistent: null };
  } finally {
    client.disconnect();
  }
}

async function factsOf(
  client: RedisClient,
  setting: RedisFacts['setting'],
  keyPrefix: string,
): Promise<RedisFacts> {
  const probe = await probeRedis(client, keyPrefix);
  const refusal = await client.publish(`${keyPrefix}:doctor`, '').then(() => null, redisTrouble);
  const troubles = [probe.state === 'up' ? null : redisTrouble(probe.error), refusal];
  const [about, policy, isPersistent] = [
    await client.info('server').catch(() => ''),
    await settingOf(client, 'maxmemory-policy'),
    await persistenceOf(client),
  ];
  return {
    setting,
    state: probe.state,
    troubles: troubles.filter((one) => one !== null),
    version: /redis_version:(\S+)/.exec(about)?.[1] ?? null,
    policy,
    isPersistent,
  };
}

async function persistenceOf(client: RedisClient): Promise<boolean | null> {
  const about = await client.info('persistence').catch(() => '');
  const save = await settingOf(client, 'save');
  const appends = /aof_enabled:(\d)/.exec(about)?.[1];
  return appends === undefined || save === null ? null : appends === '1' || save !== '';
}

/** Hosted servers do not tell their settings: null. */
async function settingOf(client: RedisClient, name: string): Promise<string | null> {
  const answer = await client.config('GET', name).catch(() => null);
  return Array.isArray(answer) && answer.length === 2 ? String(answer[1]) : null;
}

const BY_TROUBLE: Readonly<Record<string, Mistake>> = {
  NOAUTH: 'redis-password',
  WRONGPASS: 'redis-password',
  NOPERM: 'redis-rights',
  AWAY: 'redis-unreachable',
  SILENT: 'redis-unreachable',
};

/** What is wrong with a Redis. Pure. */
export function judgeRedis(facts: RedisFacts, keepsCarts: boolean): DoctorFinding[] {
  const { setting, troubles, version, policy } = facts;
  const found = [
    ...troubles.map(({ code, remedy }) =>
      wrong(BY_TROUBLE[code] ?? 'redis-refuses', `${setting}: ${code}, ${remedy}`),
    ),
    ...settingFindings(facts),
    ...(keepsCarts && facts.isPersistent === false ? [note('redis-forgets', setting)] : []),
  ];
  return found.length > 0 ? found : [good(`${setting}: ${version ?? '?'}, ${policy ?? '?'}`)];
}

function settingFindings({ setting, version, policy }: RedisFacts): DoctorFinding[] {
  const found: DoctorFinding[] = [];
  if (version !== null && Number.parseInt(version, 10) < LEAST_MAJOR) {
    found.push(wrong('redis-version', `${setting}: ${version}`));
  }
  if (setting === 'REDIS_URL' && policy !== null && policy !== 'noeviction') {
    found.push(wrong('redis-eviction', `${setting}: maxmemory-policy ${policy}`));
  }
  return found;
}
