import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import type { Pool } from 'mysql2';
import type { ConnectionKeeper } from './connection-keeper.js';

const LOOK_EVERY_MS = 2_000;
/** A name of several servers may be answered with another of them each time: one counts until it was absent so often. */
const LOOKS_REMEMBERED = 5;

/** Asks for all addresses of a name; the system's by default. */
export const systemLookup: LookupFunction = lookup;

/** The addresses of a name at the moment; null when nobody answers: then nothing is known. */
function addressesOf(host: string, ask: LookupFunction): Promise<string[] | null> {
  return new Promise((resolve) => {
    ask(host, { all: true }, (error, found) => {
      if (error || typeof found === 'string') resolve(null);
      else resolve(found.map(({ address }) => address));
    });
  });
}

/**
 * Follows the database's name: connections to an address that the name does not have any more are given up some ten
 * seconds later, even while the server there still answers. An IP address is no name.
 */
export function followName(
  pool: Pool,
  keeper: ConnectionKeeper,
  host: string,
  ask: LookupFunction,
): void {
  if (isIP(host) !== 0) return;
  const looks: string[][] = [];
  const look = async (): Promise<void> => {
    const found = await addressesOf(host, ask);
    if (found === null || found.length === 0) return;
    looks.push(found);
    if (looks.length > LOOKS_REMEMBERED) looks.shift();
    if (looks.length === LOOKS_REMEMBERED) keeper.keepOnly(new Set(looks.flat()));
  };
  let isLooking = false;
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    void look().finally(() => {
      isLooking = false;
    });
  }, LOOK_EVERY_MS).unref();
  const end = pool.end.bind(pool);
  pool.end = (...all: Parameters<Pool['end']>) => {
    clearInterval(timer);
    end(...all);
  };
}
