import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

const MOST_TRIES = 40;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 1_000;
/** Longer than anybody is to wait: then it is told as an answer that was too late. */
const GIVE_UP_MS = 60_000;

/**
 * A client of the shop as apps write it: what was not answered, or answered 5xx, is asked again with the same key, unless
 * `retries` is false. A token of null asks as nobody.
 *
 * @param {{ base: string, watch: ReturnType<typeof import('../campaign/watch.mjs').watchAnswers>, retries: boolean }} shop
 * @returns {(token: string | null, method: string, path: string, body?: unknown) =>
 *   Promise<{ status: number, body: any }>} status 0: it was never answered
 */
export function clientOf({ base, watch, retries }) {
  return async (token, method, path, body) => {
    const request = {
      method,
      headers: headersOf(token, method),
      body: body && JSON.stringify(body),
    };
    let answer = await askOnce(base, watch, path, request);
    const mostTries = retries ? MOST_TRIES : 1;
    for (let tries = 1; isToRepeat(answer) && tries < mostTries; tries += 1) {
      await wait(pauseAfter(answer));
      answer = await askOnce(base, watch, path, request);
    }
    return answer ?? { status: 0, body: null };
  };
}

function headersOf(token, method) {
  return {
    'content-type': 'application/json',
    ...(token !== null && { authorization: `Bearer ${token}` }),
    ...(method === 'POST' && { 'idempotency-key': randomUUID() }),
  };
}

async function askOnce(base, watch, path, request) {
  const began = performance.now();
  const signal = AbortSignal.timeout(GIVE_UP_MS);
  const answer = await fetch(base + path, { ...request, signal }).catch(() => null);
  const body = (await answer?.json().catch(() => null)) ?? null;
  watch.saw(`${request.method} ${path}`, performance.now() - began, answer, body);
  return answer && { status: answer.status, headers: answer.headers, body };
}

const isToRepeat = (answer) => answer === null || answer.status >= 500;

function pauseAfter(answer) {
  const seconds = answer?.headers.get('retry-after');
  return seconds ? Math.min(Number(seconds) * 1_000, LONGEST_PAUSE_MS) : FIRST_PAUSE_MS;
}
