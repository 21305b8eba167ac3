/** Requests that have one effect however often they are sent (RFC 9110). */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);
/** Answers after which the same request may do: it was too much at the moment, or somebody on the way does not answer. */
const PASSING = new Set([429, 502, 503, 504]);

const MAX_DELAY_MS = 30_000;

/** How a request is sent again. Times are milliseconds. */
export interface RetryOptions {
  /** How often a request is sent at most; 4 when absent, 1 for never again. */
  readonly attempts?: number;
  /** What is waited before the second try; it doubles with each. 500 when absent. */
  readonly firstDelayMs?: number;
  /** Who is to wait longer is given the answer as it is. 30,000 when absent. */
  readonly maxDelayMs?: number;
  readonly fetch?: (request: Request) => Promise<Response>;
  readonly now?: () => number;
  readonly sleep?: (ms: number) => Promise<void>;
  /** From 0 up to 1. */
  readonly chance?: () => number;
}

const sleepFor = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Sends requests again that may be: after an answer of 429, 502, 503 or 504, and after none. It waits as `Retry-After`
 * says, else longer each time, by chance up to twice as long. A write that could take effect twice is sent once: a POST
 * or PATCH needs an `Idempotency-Key`, which is the same each time.
 */
export function retryingFetch(options: RetryOptions = {}): (request: Request) => Promise<Response> {
  const { attempts = 4, fetch: send = fetch, sleep = sleepFor } = options;
  const sendFrom = async (attempt: number, request: Request): Promise<Response> => {
    const isLast = attempt >= (mayRepeat(request) ? attempts : 1);
    const tried = await triedOnce(send, isLast ? request : request.clone());
    // Who called it off does not want it sent again.
    const delayMs = isLast || request.signal.aborted ? null : delayAfter(tried, attempt, options);
    if (delayMs === null) return given(tried);
    if ('response' in tried) await tried.response.body?.cancel();
    await sleep(delayMs);
    return sendFrom(attempt + 1, request);
  };
  return (request) => sendFrom(1, request);
}

type Tried = { readonly response: Response } | { readonly error: unknown };

async function triedOnce(
  send: (request: Request) => Promise<Response>,
  request: Request,
): Promise<Tried> {
  try {
    return { response: await send(request) };
  } catch (error) {
    return { error };
  }
}

function given(tried: Tried): Response {
  if ('response' in tried) return tried.response;
  throw tried.error;
}

function mayRepeat({ method, headers }: Request): boolean {
  return IDEMPOTENT.has(method) || headers.has('idempotency-key');
}

/** How long to wait before the next try; null when there is to be none. */
function delayAfter(tried: Tried, attempt: number, options: RetryOptions): number | null {
  if ('error' in tried) return ownDelay(attempt, options);
  if (!PASSING.has(tried.response.status)) return null;
  const { maxDelayMs = MAX_DELAY_MS, now = Date.now } = options;
  const wanted = retryAfterMs(tried.response.headers.get('retry-after'), now());
  if (wanted === null) return ownDelay(attempt, options);
  return wanted > maxDelayMs ? null : wanted;
}

/** How long to wait when nobody says. */
function ownDelay(attempt: number, options: RetryOptions): number {
  const { firstDelayMs = 500, maxDelayMs = MAX_DELAY_MS, chance = Math.random } = options;
  return Math.min(maxDelayMs, firstDelayMs * 2 ** (attempt - 1) * (1 + chance()));
}

/** What `Retry-After` asks for, in milliseconds: it names seconds or a time. */
function retryAfterMs(text: string | null, now: number): number | null {
  if (text === null) return null;
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
