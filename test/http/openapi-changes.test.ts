import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { breakingChanges } from '../support/breaking-changes.js';
import { openShop, type Shop } from '../support/shop.js';

const BASELINE = 'docs/openapi/baseline.json';
const ACCEPTED = 'docs/openapi/accepted-breaks.json';

/** A break that was decided: what changed, and the sentence of CHANGELOG.md that tells it. */
interface Accepted {
  readonly change: string;
  readonly changelog: string;
}
interface Schema {
  readonly enum: string[];
  required: string[];
  readonly properties: Record<string, { type?: unknown }>;
}
interface Document {
  readonly paths: Record<string, Record<string, { operationId: string }>>;
  readonly components: { readonly schemas: Record<string, Schema> };
}

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

let shop: Shop;
let document: Document;

beforeAll(async () => {
  shop = await openShop();
  const { text } = await shop.anybody.get('/docs/openapi.json');
  const isExample = (key: string): boolean => key === 'example' || key === 'examples';
  const drop = (key: string, value: unknown) =>
    isExample(key) || key === 'servers' ? undefined : value;
  document = JSON.parse(text, drop) as Document;
  if (process.env['WRITE_BASELINE'] === 'true')
    writeFileSync(BASELINE, `${JSON.stringify(document, null, 1)}\n`);
});
afterAll(() => shop.close());

/** So few operations tell of each kind of change; to compare all takes seconds. */
const CHANGED = ['/api/v1/cart', '/api/v1/orders', '/api/v1/orders/{orderNo}'];

/** Names of the schemas that stand in a part of the document, and in those schemas. */
function namedIn(part: unknown, known = new Set<string>()): Set<string> {
  for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
    if (known.has(name)) continue;
    known.add(name);
    namedIn(document.components.schemas[name], known);
  }
  return known;
}

/** A document of a few operations, and what it is after a change. */
function changed(change: (document: Document) => void): readonly [Document, Document] {
  const paths = Object.fromEntries(CHANGED.map((path) => [path, document.paths[path]!]));
  const names = [...namedIn(paths)];
  const schemas = Object.fromEntries(
    names.map((name) => [name, document.components.schemas[name]!]),
  );
  const before = structuredClone({ ...document, paths, webhooks: {}, components: { schemas } });
  const after = structuredClone(before);
  change(after);
  return [before, after];
}

describe('a change of the OpenAPI document', () => {
  it('breaks no program of the last release, but for what was decided and told', () => {
    const accepted = read(ACCEPTED) as Accepted[];
    const changes = breakingChanges(read(BASELINE) as Document, document);
    const decided = new Set(accepted.map(({ change }) => change));
    expect(changes.filter((change) => !decided.has(change))).toEqual([]);
    const changelog = readFileSync('CHANGELOG.md', 'utf8').replace(/\s+/g, ' ');
    expect(accepted.filter((one) => !changelog.includes(one.changelog))).toEqual([]);
  });

  it.each<[string, (document: Document) => void]>([
    ['a route goes', ({ paths }) => void delete paths['/api/v1/cart']],
    [
      'a method is named anew',
      ({ paths }) => void (paths['/api/v1/cart']!['get']!.operationId = 'x'),
    ],
    [
      'an answer loses a member',
      ({ components }) => void delete order(components).properties['payable'],
    ],
    [
      'a member of an answer may be absent',
      ({ components }) => void (order(components).required = ['orderNo']),
    ],
    [
      'a member of an answer may be null',
      ({ components }) => void (order(components).properties['payable']!.type = ['string', 'null']),
    ],
    [
      'an answer has a state more',
      ({ components }) => void components.schemas['OrderState']!.enum.push('X'),
    ],
    [
      'a request needs a member more',
      ({ components }) => void components.schemas['CreateOrderRequest']!.required.push('remark'),
    ],
    [
      'a request may not have a member any more',
      ({ components }) =>
        void delete components.schemas['CreateOrderRequest']!.properties['remark'],
    ],
  ])('is refused when %s', (_name, change) => {
    expect(breakingChanges(...changed(change))).not.toEqual([]);
  });

  it.each<[string, (document: Document) => void]>([
    ['nothing changes', () => undefined],
    ['a route comes', ({ paths }) => void (paths['/api/v1/new'] = paths['/api/v1/cart']!)],
    [
      'an answer has a member more',
      ({ components }) => void (order(components).properties['more'] = { type: 'string' }),
    ],
    [
      'a request may have a member more',
      ({ components }) => {
        components.schemas['CreateOrderRequest']!.properties['more'] = { type: 'string' };
      },
    ],
    [
      'there is a problem more',
      ({ components }) => {
        const { type } = components.schemas['Problem']!.properties as unknown as Record<
          'type',
          Schema
        >;
        type.enum.push('urn:problem:alipay-checkout:more');
      },
    ],
  ])('is taken when %s', (_name, change) => {
    expect(breakingChanges(...changed(change))).toEqual([]);
  });
});

function order({ schemas }: Document['components']): Schema {
  return schemas['Order']!;
}
