import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppConfig } from '../../config/app.config.js';
import { EnvReader } from '../../config/env-reader.js';
import { wordsOf } from '../../src/console/demo-shop.service.js';
import { openShop, type Shop } from '../support/shop.js';

/** Where an address of the shop leads in the end; throws where nothing is served. */
async function servedAt(shop: Shop, path: string): Promise<string> {
  const answer = await shop.anybody.get(path);
  const next = answer.headers.get('location');
  if (next !== null) return servedAt(shop, next);
  if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`);
  return path;
}

describe('the demo shop over HTTP', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop({ SHOP_NAME: '"小店" <b>&' });
  });
  afterAll(async () => {
    await shop?.close();
  });

  /** The addresses that a page or a module loads at once. */
  const loadedBy = (path: string, text: string) =>
    [...text.matchAll(/(?:href|src)="(\/demo\/[^"]+)"|from '(\.\/[^']+)'/g)].map(
      ([, absolute, relative]) => absolute ?? new URL(relative ?? '', shop.url + path).pathname,
    );

  it('serves the page and, from there on, everything that it loads', async () => {
    const seen = new Map<string, string>();
    const waiting = ['/demo'];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const answer = await shop.anybody.get(path);
      seen.set(path, `${answer.status} ${answer.headers.get('content-type')}`);
      waiting.push(...loadedBy(path, answer.text).filter((next) => !seen.has(next)));
    }
    expect(seen.size).toBeGreaterThan(15);
    expect(seen.get('/demo')).toBe('200 text/html; charset=utf-8');
    expect(seen.get('/demo/base.css')).toBe('200 text/css; charset=utf-8');
    expect(seen.get('/demo/icon.svg')).toBe('200 image/svg+xml; charset=utf-8');
    expect(seen.get('/demo/confirm-page.js')).toBe('200 text/javascript; charset=utf-8');
    expect([...seen].filter(([, said]) => !said.startsWith('200 '))).toEqual([]);
  });

  it('is where the bare address leads', async () => {
    const answer = await shop.anybody.get('/');
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/demo']);
    expect(await servedAt(shop, '/')).toBe('/demo');
  });

  it('allows its own modules and styles and nothing else, and needs nothing else', async () => {
    const { headers, text } = await shop.anybody.get('/demo');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect(text).not.toMatch(/ on\w+=| style=|<style/);
    expect(text.match(/<script[^>]*>/g)).toEqual(['<script type="module" src="/demo/app.js">']);
    expect(text).not.toMatch(/(src|href)="https?:/);
  });

  it('takes the name of the shop for text', async () => {
    const { text } = await shop.anybody.get('/demo');
    expect(text).toContain('<title>&#34;小店&#34; &#60;b&#62;&#38;</title>');
    expect(text).not.toContain('{{');
  });

  it('sends a file once, and then only says that it is the same', async () => {
    const first = await shop.anybody.get('/demo/app.js');
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const again = await shop.anybody.with({ 'if-none-match': etag }).get('/demo/app.js');
    expect([again.status, again.text]).toEqual([304, '']);
    const older = await shop.anybody.with({ 'if-none-match': '"x"' }).get('/demo/app.js');
    expect(older.status).toBe(200);
  });

  it.each(['nothing.js', '..%2fdemo-shop.service.ts', '__proto__', '%2e%2e%2f'])(
    'has nothing at /demo/%s',
    async (name) => {
      const answer = await shop.anybody.get(`/demo/${name}`);
      expect(answer.status).toBe(404);
      expect(answer.body.type).toBe('urn:problem:alipay-checkout:no-such-route');
    },
  );

  it('stays out of the documentation of the API', async () => {
    const { body } = await shop.anybody.get('/docs/openapi.json');
    const paths = Object.keys(body.paths);
    expect(paths).toContain('/api/v1/alipay/return');
    expect(paths.filter((path) => path.startsWith('/demo'))).toEqual([]);
  });
});

describe('a shop whose demo is switched off', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop({ DEMO_SHOP: 'false' });
  });
  afterAll(async () => {
    await shop?.close();
  });

  it.each(['/demo', '/demo/', '/demo/app.js', '/demo/index.html'])('has no %s', async (path) => {
    const answer = await shop.anybody.get(path);
    expect(answer.status).toBe(404);
    expect(answer.body.type).toBe('urn:problem:alipay-checkout:no-such-route');
  });

  it('leads from the bare address to the documentation', async () => {
    const answer = await shop.anybody.get('/');
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/docs']);
    expect(await servedAt(shop, '/')).toBe('/docs');
  });

  it('leads from the page of a return that does not verify to what is served', async () => {
    const { status, text } = await shop.anybody.get('/api/v1/alipay/return?sign=x');
    expect(status).toBe(403);
    expect(text).not.toContain('/demo');
    expect(await servedAt(shop, /<a [^>]*href="([^"]*)"/.exec(text)?.[1] ?? 'no link')).toBe(
      '/docs',
    );
  });
});

describe('whether the demo shop is open', () => {
  it.each([
    [{ NODE_ENV: 'development' }, true],
    [{ NODE_ENV: 'production' }, false],
    [{ NODE_ENV: 'production', DEMO_SHOP: 'true' }, true],
    [{ NODE_ENV: 'development', DEMO_SHOP: 'false' }, false],
  ])('with %j: %s', (env, isOpen) => {
    expect(new AppConfig(new EnvReader(env)).demoShop).toBe(isOpen);
  });
});

describe('the demo users on the page', () => {
  it('are named in development', () => {
    const { demoUsers } = wordsOf(new AppConfig(new EnvReader({})));
    expect(JSON.parse(demoUsers ?? '').users).toContainEqual({
      username: 'demo',
      role: 'customer',
    });
  });

  it('are not named in production, though the shop may be open there', () => {
    const env = { NODE_ENV: 'production', DEMO_SHOP: 'true' };
    expect(wordsOf(new AppConfig(new EnvReader(env))).demoUsers).toBe('');
  });
});
