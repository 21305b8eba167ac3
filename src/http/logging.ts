import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { FastifyRequest } from 'fastify';

const HIDDEN = [
  'password',
  'token',
  'authorization',
  'cookie',
  'sign',
  'buyer_id',
  'buyer_open_id',
  'buyer_logon_id',
  'privateKey',
  'secret',
];

const MAX_CAUSES = 3;

/** Parts of Nest that tell every module and route at each start. */
const TALKATIVE = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer']);

/**
 * The process's structured log: one JSON object a line, secrets and buyers' ids blotted out. Written to `destination`,
 * or to stdout.
 */
export function makeLogger(
  level: string,
  process: string,
  destination?: DestinationStream,
): Logger {
  const paths = HIDDEN.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  const options = {
    level,
    base: { process },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths, censor: '[hidden]' },
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: errorLine, req: requestLine },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** What is logged of an error: its other members may hold a statement with its values, or a whole request. */
function errorLine(thrown: unknown, depth = 0): unknown {
  if (!(thrown instanceof Error)) return { message: typeof thrown };
  const { name, message, stack, cause, code } = thrown as Error & { code?: unknown };
  return {
    type: name,
    message,
    stack,
    ...(code === undefined ? {} : { code }),
    ...(cause === undefined || depth >= MAX_CAUSES ? {} : { cause: errorLine(cause, depth + 1) }),
  };
}

/** What is logged of a request: its query may hold a signature or a buyer's id, so only the path is. */
function requestLine(request: FastifyRequest) {
  const params = request.params as Record<string, string | undefined> | undefined;
  const orderNo = params?.['orderNo'];
  return {
    method: request.method,
    path: request.url.split('?', 1)[0],
    ...(orderNo === undefined ? {} : { orderNo }),
  };
}

/** Nest's log calls on pino: `log('text')`, `warn({ members }, 'text')`, `error(error, 'text')`. */
export function nestLogger(pinoLogger: Logger): LoggerService {
  const at = (level: 'info' | 'error' | 'warn' | 'debug' | 'fatal') => {
    return (message: unknown, ...rest: unknown[]) => {
      const { members, text } = readCall(message, rest);
      const isTalk = level === 'info' && TALKATIVE.has(members.context ?? '');
      pinoLogger[isTalk ? 'debug' : level](members, text);
    };
  };
  return {
    log: at('info'),
    error: at('error'),
    warn: at('warn'),
    debug: at('debug'),
    verbose: at('debug'),
    fatal: at('fatal'),
  };
}

function readCall(
  message: unknown,
  rest: readonly unknown[],
): { members: { context?: string }; text?: string | undefined } {
  const context = rest.at(-1);
  const named = typeof context === 'string' ? { context } : {};
  if (typeof message === 'string') return { members: named, text: message };
  const text = rest.length > 1 && typeof rest[0] === 'string' ? rest[0] : undefined;
  const members = message instanceof Error ? { err: message } : (message as object);
  return { members: { ...members, ...named }, text };
}
