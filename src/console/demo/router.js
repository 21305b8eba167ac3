import { h } from './dom.js';
import { session, signedOut } from './session.js';

/**
 * @typedef {{ params: string[], query: URLSearchParams, signal: AbortSignal }} Visit
 * @typedef {{ path: RegExp, signedIn?: boolean, page: (visit: Visit) => Promise<Node> | Node }} Route
 */

/** The path and the query of an address's part behind `#`. */
export function readHash(hash) {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  return { path: path.startsWith('/') ? path : '/', query: new URLSearchParams(query) };
}

/** Where to sign in, and to come back from. */
export function signInPath(back) {
  return back === '/' ? '/sign-in' : `/sign-in?back=${encodeURIComponent(back)}`;
}

/**
 * The route of a path with what its pattern caught, or null.
 *
 * @param {readonly Route[]} routes
 */
export function findRoute(routes, path) {
  for (const route of routes) {
    const match = route.path.exec(path);
    if (match !== null) return { route, params: match.slice(1) };
  }
  return null;
}

/** @type {readonly Route[]} */
let known = [];
let visit = new AbortController();

/** Goes to another page of the shop. */
export function go(path) {
  if (location.hash === `#${path}`) void show();
  else location.hash = path;
}

/** Shows the page anew, after something has changed; the reader stays where he is. */
export function reload() {
  return show({ stay: true });
}

/**
 * Shows the page of the address now and whenever it changes.
 *
 * @param {readonly Route[]} routes
 */
export function start(routes) {
  known = routes;
  addEventListener('hashchange', () => void show());
  void show();
}

async function show({ stay = false } = {}) {
  visit.abort();
  visit = new AbortController();
  const { signal } = visit;
  const main = document.getElementById('main');
  main.setAttribute('aria-busy', 'true');
  const page = await made(signal);
  if (signal.aborted || page === null) return;
  main.replaceChildren(page);
  main.removeAttribute('aria-busy');
  arrive(main, stay);
}

async function made(signal) {
  const { path, query } = readHash(location.hash);
  const found = findRoute(known, path);
  if (found === null) return failure('没有这个页面');
  if (found.route.signedIn && session().token === undefined) return toSignIn();
  try {
    return await found.route.page({ params: found.params, query, signal });
  } catch (error) {
    if (signal.aborted) return null;
    if (error.isForStrangers) return toSignIn();
    return failure(error.message);
  }
}

/** Leads to the sign-in page and from there back; the step in between leaves no trace in the history. */
export function toSignIn() {
  const { path, query } = readHash(location.hash);
  if (session().token !== undefined) signedOut();
  const back = query.size > 0 ? `${path}?${query}` : path;
  location.replace(`#${signInPath(back)}`);
  return null;
}

function failure(words) {
  const again = h('button', { class: 'plain', onclick: () => void show() }, '重试');
  const home = h('a', { class: 'button primary', href: '#/' }, '去看商品');
  return h(
    'section',
    { class: 'empty' },
    h('h1', {}, words),
    h('div', { class: 'row' }, again, home),
  );
}

function arrive(main, stay) {
  const heading = main.querySelector('h1');
  const shop = document.querySelector('meta[name="shop-name"]')?.getAttribute('content') ?? '';
  document.title = heading === null ? shop : `${heading.textContent} · ${shop}`;
  document.dispatchEvent(new Event('arrived'));
  if (stay) return;
  scrollTo(0, 0);
  main.focus({ preventScroll: true });
}
