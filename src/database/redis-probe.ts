import type { Redis } from 'ioredis';

/**
 * What a Redis does with what it is asked to keep. `full`: no memory; `clustered`: a node of a cluster, which sends most
 * keys elsewhere; `refuses`: for another reason, such as missing rights, a full disk or that it still loads.
 */
export type RedisState = 'up' | 'full' | 'reads-only' | 'clustered' | 'refuses';

const STATE_OF_CODE: Readonly<Record<string, RedisState>> = {
  OOM: 'full',
  READONLY: 'reads-only',
  MASTERDOWN: 'reads-only',
  MOVED: 'clustered',
  ASK: 'clustered',
  CLUSTERDOWN: 'clustered',
  CROSSSLOT: 'clustered',
};

/** How long what is written stays. */
const KEPT_SECONDS = 60;

/**
 * Has a Redis keep a key, as carts and limits do: a PING proves nothing. Throws the client's error when it is away or
 * silent. A node of a cluster may keep just this key: it is asked what it is, if it tells.
 */
export async function probeRedis(client: Redis, keyPrefix: string): Promise<RedisState> {
  try {
    await client.set(`${keyPrefix}:probe`, '1', 'EX', KEPT_SECONDS);
  } catch (error) {
    const state = stateOf(error);
    if (state === null) throw error;
    return state;
  }
  const about = await client.info('cluster').catch(() => '');
  return about.includes('cluster_enabled:1') ? 'clustered' : 'up';
}

/** What a refusal says of its server; null for an error that is none of a server's. Pure. */
export function stateOf(error: unknown): RedisState | null {
  if (!(error instanceof Error) || error.name !== 'ReplyError') return null;
  const [code = ''] = error.message.split(' ', 1);
  return Object.hasOwn(STATE_OF_CODE, code) ? (STATE_OF_CODE[code] ?? null) : 'refuses';
}
