import { Attempts } from './attempts.js';
import { guestCart, session } from './session.js';
import { problemWords, slugOf } from './words.js';

const BASE = '/api/v1';
const TIMEOUT_MS = 20_000;
const attempts = new Attempts();

/** How far the server's clock is ahead of this browser's, in ms. */
let aheadMs = 0;

/** A refusal: `message` is for people, in Chinese; `slug` and `problem` are for the pages. */
export class Refusal extends Error {
  constructor(status, problem) {
    super(problemWords(problem, status));
    this.name = 'Refusal';
    this.status = status;
    this.slug = slugOf(problem.type);
    this.problem = problem;
  }

  /** Whether signing in would help; a wrong password has been a try to. */
  get isForStrangers() {
    return this.status === 401 && this.slug !== 'wrong-credentials';
  }
}

/** The server's time, in ms. */
export function serverNow() {
  return Date.now() + aheadMs;
}

/** Reads something of the API. Throws {@link Refusal}. */
export function get(path, signal) {
  return send('GET', path, { signal });
}

/** Changes something; the answer is the API's. Throws {@link Refusal}. */
export function send(method, path, { body, signal, headers } = {}) {
  const time = AbortSignal.timeout(TIMEOUT_MS);
  return answerOf(method, path, {
    method,
    headers: { ...identity(), ...(body && { 'content-type': 'application/json' }), ...headers },
    body: body && JSON.stringify(body),
    signal: signal ? AbortSignal.any([signal, time]) : time,
  });
}

/** Creates something once: sent again after a failure of the network, it is the same creation. Throws {@link Refusal}. */
export async function create(path, body) {
  const headers = { 'idempotency-key': attempts.keyFor('POST', path, body) };
  try {
    const made = await send('POST', path, { body, headers });
    attempts.ended('POST', path, body, 201);
    return made;
  } catch (error) {
    if (error instanceof Refusal && error.slug !== 'offline') {
      attempts.ended('POST', path, body, error.status);
    }
    throw error;
  }
}

function identity() {
  const { token, cartToken } = session();
  if (token !== undefined) return { authorization: `Bearer ${token}` };
  return cartToken === undefined ? {} : { 'cart-token': cartToken };
}

async function answerOf(method, path, request) {
  const { answer, text } = await reach(path, request);
  const body = readJson(text);
  if (!answer.ok) throw new Refusal(answer.status, body ?? {});
  return body;
}

/** The network may fail before an answer, and in the middle of one. */
async function reach(path, request) {
  try {
    const answer = await fetch(BASE + path, request);
    noteTime(answer);
    return { answer, text: await answer.text() };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Refusal(0, { type: 'offline' });
  }
}

function noteTime(answer) {
  const time = Date.parse(answer.headers.get('date') ?? '');
  if (!Number.isNaN(time)) aheadMs = time - Date.now();
}

function readJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Gives a visitor who is not signed in a cart to fill. */
export async function ensureCart() {
  const { token, cartToken } = session();
  if (token !== undefined || cartToken !== undefined) return;
  guestCart((await send('POST', '/cart/guest')).cartToken);
}
