import { HttpException } from '@nestjs/common';
import { Problem } from '../kernel/problem.js';
import type { BareSlug } from '../kernel/problems/problems.js';

/** What the framework refuses, by the status that it would send. */
const KNOWN: Readonly<Record<number, BareSlug>> = {
  404: 'no-such-route',
  405: 'method-not-allowed',
  408: 'request-timeout',
  413: 'body-too-large',
  414: 'address-too-long',
  415: 'unsupported-media-type',
  431: 'headers-too-large',
};

/** Node's codes for a request that never became one. */
const BEFORE_ROUTING: Readonly<Record<string, BareSlug>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
  HPE_HEADER_OVERFLOW: 'headers-too-large',
};

function statusOf(thrown: unknown): number | null {
  if (thrown instanceof HttpException) return thrown.getStatus();
  const status: unknown = (thrown as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}

/** What the framework or the server refused, in our own words; null when it is none of their refusals. Pure. */
export function httpTrouble(thrown: unknown): Problem | null {
  const status = statusOf(thrown);
  if (status === null || status >= 500) return null;
  return new Problem(KNOWN[status] ?? 'malformed-request');
}

/** A connection whose request Node could not read. Pure. */
export function connectionTrouble(code: string): Problem {
  return new Problem(BEFORE_ROUTING[code] ?? 'malformed-request');
}
