import type { ForwardedFacts } from '../http/forwarded-watch.js';

/** What a process tells of itself. */
export interface SightingFacts {
  readonly node: string;
  /** `DATABASE_POOL`. */
  readonly pool: number;
  /** Of an API: how many proxies are trusted, and what arrived. */
  readonly proxies?: number;
  readonly forwarded?: ForwardedFacts;
}

/** A process that was seen lately. */
export interface Sighting {
  readonly kind: 'api' | 'worker';
  readonly facts: SightingFacts;
}

/** A process tells of itself this often; one that has not for three times as long is gone. */
export const SIGHTING_EVERY_MS = 20_000;
export const SIGHTING_GONE_MS = 3 * SIGHTING_EVERY_MS;
