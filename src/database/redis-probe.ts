import type { RedisClient } from './redis.js';
import { refusalCode } from './redis-trouble.js';

/**
 * What a Redis does with what it is asked to keep. `full`: no memory; `clustered`: a node of a cluster that was named
 * as a server and sends most keys elsewhere, or a cluster that is down; `refuses`: for another reason, such as missing
 * rights, a full disk or that it still loads.
 */
export const REDIS_STATES = ['up', 'full', 'reads-only', 'clustered', 'refuses'] as const;

export type RedisState = (typeof REDIS_STATES)[number];

/** What a probe found; the error tells of a server that is not up what it said. */
export type RedisProbe =
  { readonly state: 'up' } | { readonly state: Exclude<RedisState, 'up'>; readonly error: Error };

const STATE_OF_CODE: Readonly<Record<string, Exclude<RedisState, 'up'>>> = {
  OOM: 'full',
  READONLY: 'reads-only',
  MASTERDOWN: 'reads-only',
  MOVED: 'clustered',
  ASK: 'clustered',
  CLUSTERDOWN: 'clustered',
  CROSSSLOT: 'clustered',
};

/** What carts and limits do, in one command: a script that writes a key, for a minute. */
const SCRIPT = "return redis.call('SET', KEYS[1], '1', 'EX', 60)";

/**
 * Has a Redis keep a key, as carts and limits do: a PING proves nothing. Throws the client's error when it is away or
 * silent. A node of a cluster that is spoken to as a server may keep just this key: it is asked what it is, if it tells.
 */
export async function probeRedis(client: RedisClient, keyPrefix: string): Promise<RedisProbe> {
  try {
    await client.eval(SCRIPT, 1, `${keyPrefix}:probe`);
  } catch (error) {
    const code = refusalCode(error);
    if (code === null) throw error;
    return { state: STATE_OF_CODE[code] ?? 'refuses', error: error as Error };
  }
  if (client.isCluster) return { state: 'up' };
  const about = await client.info('cluster').catch(() => '');
  if (!about.includes('cluster_enabled:1')) return { state: 'up' };
  return { state: 'clustered', error: new Error('CLUSTERED') };
}
