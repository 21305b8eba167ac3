import { HttpException } from '@nestjs/common';
import type { FieldError } from '../kernel/problem.js';

/** A refusal as HTTP will show it. */
export interface HttpTrouble {
  readonly status: number;
  readonly slug: string;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  readonly retryAfterSeconds?: number;
  readonly members?: Readonly<Record<string, unknown>>;
}

const KNOWN: Readonly<Record<number, readonly [slug: string, detail: string]>> = {
  400: ['malformed-request', 'The request could not be read.'],
  404: ['no-such-route', 'There is nothing at this address.'],
  405: ['method-not-allowed', 'This address does not know that method.'],
  408: ['request-timeout', 'The request did not arrive in time.'],
  413: ['body-too-large', 'The body is larger than this address takes.'],
  414: ['address-too-long', 'The address is longer than any that this server has.'],
  415: ['unsupported-media-type', 'The body is of a type or encoding that is not taken here.'],
  431: ['headers-too-large', 'The header fields are larger than the server takes.'],
};

/** Node's codes for a request that never became one. */
const BEFORE_ROUTING: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};

function statusOf(thrown: unknown): number | null {
  if (thrown instanceof HttpException) return thrown.getStatus();
  const status: unknown = (thrown as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}

/** What the framework or the server refused, in our own words; null when it is none of their refusals. Pure. */
export function httpTrouble(thrown: unknown): HttpTrouble | null {
  const status = statusOf(thrown);
  if (status === null || status >= 500) return null;
  return troubleOf(status);
}

/** A connection whose request Node could not read. Pure. */
export function connectionTrouble(code: string): HttpTrouble {
  return troubleOf(BEFORE_ROUTING[code] ?? 400);
}

function troubleOf(status: number): HttpTrouble {
  const [slug, detail] = KNOWN[status] ?? ['refused', 'The request was refused.'];
  return { status, slug, detail };
}
