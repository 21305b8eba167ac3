import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { boardPage } from '../../src/console/queues/board-page.js';
import { findRoute } from '../../src/console/queues/board-routes.js';
import { openShop, type Shop } from '../support/shop.js';

const BOARD = '/console/queues';

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
});

afterAll(() => shop.close());

describe('the queues behind the console', () => {
  it.each([BOARD, `${BOARD}/api/queues`, `${BOARD}/static/js/main.js`])(
    'show %s to admins alone',
    async (path) => {
      expect((await shop.anybody.get(path)).status).toBe(401);
      const finance = await shop.staff('finance');
      const refused = await finance.get(path);
      expect([refused.status, refused.body.type]).toEqual([
        403,
        expect.stringMatching(/permission-required$/),
      ]);
    },
  );

  it('are one page for all addresses, which loads nothing from elsewhere', async () => {
    const admin = await shop.staff('admin');
    for (const path of [BOARD, `${BOARD}/`, `${BOARD}/queue/wake-ups`]) {
      const { status, headers, text } = await admin.get(path);
      expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(headers.get('content-security-policy')).toContain("script-src 'self';");
      expect(text).toContain(`<base href="${BOARD}/"`);
      expect(text).not.toMatch(/<%|(?:src|href)="(?:https?:)?\/\//);
      const scripts = [...text.matchAll(/src="(static\/js\/[^"]+)"/g)].map(([, src]) => src);
      expect(scripts.length).toBeGreaterThan(1);
      for (const script of scripts) {
        const file = await admin.get(`${BOARD}/${script}`);
        expect([file.status, file.headers.get('content-type')]).toEqual([
          200,
          'text/javascript; charset=utf-8',
        ]);
      }
    }
  });

  it('are told of as they are, and nothing changes them', async () => {
    const admin = await shop.staff('admin');
    const { status, body } = await admin.get(`${BOARD}/api/queues`);
    expect(status).toBe(200);
    expect(body.queues).toMatchObject([{ name: 'wake-ups', readOnlyMode: true, isPaused: false }]);
    for (const path of ['pause', 'wake-ups/pause', 'wake-ups/empty', 'wake-ups/obliterate']) {
      const answer = await admin.send('PUT', `${BOARD}/api/queues/${path}`, { body: {} });
      expect([path, answer.status]).toEqual([path, 404]);
    }
    expect((await admin.get(`${BOARD}/api/nothing`)).status).toBe(404);
    expect((await admin.get(`${BOARD}/static/..%2F..%2Fpackage.json`)).status).toBe(404);
  });

  it('are not there where the console is switched off', async () => {
    const other = await openShop({ CONSOLE: 'false' });
    try {
      expect((await (await other.staff('admin')).get(BOARD)).status).toBe(404);
    } finally {
      await other.close();
    }
  });
});

describe('the page of the queues', () => {
  it('says what it is told without ending an element, and leaves links to other servers out', () => {
    const template =
      '<link href="https://fonts.example/css" rel="stylesheet"><base href="<%= basePath %>"><script><%- uiConfig %></script>';
    const config = { boardTitle: '</script>' };
    expect(boardPage({ template, basePath: '/q/', title: 'x', config })).toBe(
      String.raw`<base href="/q/"><script>{"boardTitle":"\u003c/script>"}</script>`,
    );
  });

  it('finds a route by its pattern, part by part', () => {
    const route = (path: string) => ({ method: 'get', route: path, handler: () => ({ body: 1 }) });
    const routes = [route('/api/queues'), route('/api/queues/:queueName/:jobId')];
    expect(findRoute(routes, '/api/queues')?.params).toEqual({});
    expect(findRoute(routes, '/api/queues/a/7')?.params).toEqual({ queueName: 'a', jobId: '7' });
    expect(findRoute(routes, '/api/queues/a')).toBeNull();
    expect(findRoute(routes, '/api/queues/a/')).toBeNull();
  });
});
