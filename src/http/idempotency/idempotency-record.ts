import { createHash } from 'node:crypto';

/** A request that may come twice. */
export interface IdempotentRequest {
  /** Whose key it is, as `user:<id>`: keys of different users do not meet. */
  readonly scope: string;
  /** Null when the client sent none. */
  readonly key: string | null;
  readonly route: string;
  readonly body: unknown;
}

/** A request with a key. */
export type KeyedRequest = IdempotentRequest & { readonly key: string };

/** What is answered, and again for the same key. */
export interface Reply<Body> {
  readonly status: number;
  readonly body: Body;
}

/** What a key was answered. */
export interface KeptAnswer {
  readonly request: KeyedRequest;
  readonly reply: Reply<unknown>;
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return entries.map(([name, member]) => [name, canonical(member)]);
}

/** A hash of the body's meaning: the order of members does not matter. */
export function bodyHash(body: unknown): string {
  const text = JSON.stringify(canonical(body)) ?? 'null';
  return createHash('sha256').update(text).digest('hex');
}
