import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

const MOST_TRIES = 40;
const LONGEST_PAUSE_MS = 1_000;
/** Longer than anybody is to wait: then it is told as an answer that was too late. */
const GIVE_UP_MS = 60_000;

function headersOf({ token, key }) {
  return {
    'content-type': 'application/json',
    ...(token !== null && { authorization: `Bearer ${token}` }),
    ...(key !== undefined && { 'idempotency-key': key }),
  };
}

/** Asks the API once; a token of null asks as nobody. Answers null when there was no answer, or none to its end. */
async function askOnce({ base, watch }, { token, method, path, body, key }) {
  const began = performance.now();
  const answer = await wholeAnswer(base + path, {
    method,
    headers: headersOf({ token, key }),
    signal: AbortSignal.timeout(GIVE_UP_MS),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch(() => null);
  watch.saw(`${method} ${path}`, performance.now() - began, answer, answer?.body);
  return answer;
}

async function wholeAnswer(url, request) {
  const answer = await fetch(url, request);
  const { status, headers } = answer;
  return { status, headers, body: parsed(await answer.text()) };
}

/** Some answers have no body. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Whether what was asked for was done; what was never answered may have been. */
export function wasDone({ status }) {
  return status >= 200 && status < 400;
}

function pauseMs(answer) {
  const seconds = Number(answer?.headers.get('retry-after') ?? 0.2);
  return Math.min(seconds * 1_000, LONGEST_PAUSE_MS);
}

/**
 * A client of the shop as apps write it: what was not answered, or answered 5xx, is asked again, with the same key.
 *
 * @param {{ base: string, watch: ReturnType<typeof import('./watch.mjs').watchAnswers>, retries: boolean }} shop
 * @returns {(token: string | null, method: string, path: string, body?: unknown, key?: string) =>
 *   Promise<{ status: number, body: any }>} status 0: it was never answered
 */
export function clientOf(shop) {
  const most = shop.retries ? MOST_TRIES : 1;
  return async (token, method, path, body, key = randomUUID()) => {
    const request = { token, method, path, body, ...(method === 'POST' && { key }) };
    let answer = null;
    for (let tries = 1; tries <= most; tries += 1) {
      answer = await askOnce(shop, request);
      if (answer !== null && answer.status < 500) return answer;
      if (tries < most) await wait(pauseMs(answer));
    }
    return answer ?? { status: 0, body: null };
  };
}
