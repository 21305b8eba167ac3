import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import spectralCore, { type RulesetDefinition } from '@stoplight/spectral-core';
import spectralRules from '@stoplight/spectral-rulesets';
import { openShop, type Shop } from '../support/shop.js';

let shop: Shop;
let document: object;

beforeAll(async () => {
  shop = await openShop();
  document = (await shop.anybody.get('/docs/openapi.json')).body as object;
});
afterAll(() => shop.close());

/** What Redocly's recommended rules say against a document, errors and warnings. */
async function redocly(told: object): Promise<string[]> {
  const config = await createConfig({ extends: ['recommended'], telemetry: 'off' });
  const source = JSON.stringify(told);
  const found = await lintFromString({ source, config, absoluteRef: 'openapi.json' });
  return found.map(
    ({ ruleId, message, location }) => `${ruleId} ${location[0]?.pointer}: ${message}`,
  );
}

/** What Spectral's recommended rules for OpenAPI say, errors and warnings. */
async function spectral(told: object): Promise<string[]> {
  const linter = new spectralCore.Spectral();
  const rules = spectralRules.oas as unknown as RulesetDefinition;
  linter.setRuleset({ extends: [[rules, 'recommended']] });
  const found = await linter.run(JSON.stringify(told));
  return found.map(({ code, message, path }) => `${code} ${path.join('/')}: ${message}`);
}

it.each([
  ['Redocly', redocly],
  ['Spectral', spectral],
])('%s has nothing to say against the OpenAPI document', async (_name, lint) => {
  expect(await lint(document)).toEqual([]);
});

it.each([
  ['Redocly', redocly],
  ['Spectral', spectral],
])('%s says that two operations have one name', async (_name, lint) => {
  const text = JSON.stringify(document).replace('"listRefunds"', '"createOrder"');
  const twice = JSON.parse(text.replace('"listOrderRefunds"', '"createOrder"')) as object;
  expect(await lint(twice)).not.toEqual([]);
});
