import { startRedis } from '../servers/private-redis.mjs';

/** A Redis for one run. */
export async function openThrowAwayRedis(place, cleanup) {
  return `${await startRedis({ ...place, durable: false }, cleanup)}/0`;
}
