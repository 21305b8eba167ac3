import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { clientTypes } from '../support/client-types.js';
import { openShop, type Shop } from '../support/shop.js';

const FILE = 'clients/typescript/src/schema.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ PUBLIC_URL: 'https://shop.example.com' });
});
afterAll(() => shop.close());

it('the types of the client are those of the document (`npm run client` makes them)', async () => {
  const answer = await fetch(`http://127.0.0.1:${shop.settings.app.port}/docs/openapi.json`);
  const types = await clientTypes((await answer.json()) as object);
  if (process.env['WRITE_CLIENT'] === 'true') writeFileSync(FILE, types);
  expect(readFileSync(FILE, 'utf8')).toBe(types);
});
