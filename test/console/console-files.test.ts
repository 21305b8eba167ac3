import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openShop, type Shop } from '../support/shop.js';

const DIST = 'web/dist';
const FIRST_LOAD_BYTES = 400 * 1024;
const START_BYTES = 300 * 1024;

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

const manifest = JSON.parse(readFileSync(join(DIST, 'manifest.json'), 'utf8')) as Record<
  string,
  Chunk
>;

/** The files that a browser loads for these parts, and for what they import. */
function filesFor(names: readonly string[], seen = new Set<string>()): Set<string> {
  for (const name of names) {
    const chunk = manifest[name];
    if (chunk === undefined) throw new Error(`${name} is not in the manifest`);
    if (seen.has(chunk.file)) continue;
    for (const file of [chunk.file, ...(chunk.css ?? [])]) seen.add(file);
    filesFor(chunk.imports ?? [], seen);
  }
  return seen;
}

/** What a file weighs on the way to a browser that takes Brotli. */
function sentBytes(file: string): number {
  const packed = join(DIST, `${file}.br`);
  return statSync(existsSync(packed) ? packed : join(DIST, file)).size;
}

const pages = Object.keys(manifest).filter((name) => /^src\/pages\/.*-page\.tsx$/.test(name));

it('has pages of its own for what people look at', () => {
  expect(pages.length).toBeGreaterThanOrEqual(8);
});

it('shows the figures of the start page after 300 KB, without forms, tables and charts', () => {
  const files = [...filesFor(['index.html'])];
  const bytes = files.reduce((sum, file) => sum + sentBytes(file), 0);
  expect(bytes).toBeLessThanOrEqual(START_BYTES);
});

it.each(pages)('loads at most 400 KB to show %s first', (page) => {
  const files = [...filesFor(['index.html', page])];
  const bytes = files.reduce((sum, file) => sum + sentBytes(file), 0);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(FIRST_LOAD_BYTES);
});

describe('the console over HTTP', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop.close());

  it('sends one page for all its addresses, asked for anew, under a strict policy', async () => {
    const [first, second] = await Promise.all(
      ['/console', '/console/orders/1'].map((path) => shop.anybody.get(path)),
    );
    for (const answer of [first, second]) {
      expect(answer?.status).toBe(200);
      expect(answer?.headers.get('cache-control')).toBe('no-cache');
      expect(answer?.text).toContain('<div id="root">');
      expect(answer?.text).not.toMatch(/<script(?![^>]* src=)|<style| style=/);
    }
    const policy = first?.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self' /);
    expect(policy).not.toMatch(/unsafe-eval|https?:/);
  });

  it('has a browser with a session ask for what the page asks first, while it loads the scripts', async () => {
    const linkOf = async (path: string, cookie?: string) => {
      const sending = cookie === undefined ? {} : { headers: { cookie } };
      return (await shop.anybody.get(path, sending)).headers.get('link');
    };
    const session = '</api/v1/auth/sessions/current>; rel=preload; as=fetch; crossorigin';
    const overview = '</api/v1/overview>; rel=preload; as=fetch; crossorigin';
    expect(await linkOf('/console')).toBeNull();
    expect(await linkOf('/console', 'other=1; console=x')).toBe(`${session}, ${overview}`);
    expect(await linkOf('/console/orders', 'console=x')).toBe(session);
  });

  it('sends its files packed, to be kept for ever', async () => {
    const path = `/console/${manifest['index.html']?.file}`;
    const answer = await fetch(shop.url + path, { headers: { 'accept-encoding': 'br' } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-encoding')).toBe('br');
    expect(answer.headers.get('content-type')).toMatch(/javascript/);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    await answer.arrayBuffer();
    const absent = await shop.anybody.get('/console/assets/absent.js');
    expect(absent.status).toBe(404);
    const outside = await shop.anybody.get('/console/assets/..%2fmanifest.json');
    expect(outside.status).toBe(404);
  });

  it('is not there where it is switched off', async () => {
    const without = await openShop({ CONSOLE: 'false' });
    const [page, file] = await Promise.all(
      ['/console', `/console/${manifest['index.html']?.file}`].map((path) =>
        without.anybody.get(path),
      ),
    );
    await without.close();
    expect([page?.status, file?.status]).toEqual([404, 404]);
  });
});
