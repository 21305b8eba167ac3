import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SkuView } from '../../src/catalog/sku-view.js';
import { fen } from '../../src/kernel/money.js';
import { Problem } from '../../src/kernel/problem.js';
import { checkLimits, priceLines, priceOrder } from '../../src/orders/quote/pricing.js';

const RULE = { freight: fen(1_000), freeFrom: null };
const LIMITS = { maxLines: 3, maxCount: 5 };

function sku(id: number, changes: Partial<SkuView> = {}): SkuView {
  return {
    id,
    name: `SKU ${id}`,
    price: fen(19_900),
    stock: 10,
    sales: 0,
    picture: '/p.jpg',
    attributes: [{ name: '颜色', value: '红色' }],
    requiresShipping: true,
    active: true,
    ...changes,
  };
}

function available(...skus: SkuView[]): Map<number, SkuView> {
  return new Map(skus.map((one) => [one.id, one]));
}

/** The slug and members with which `work` is refused, or null. */
function refusal(work: () => unknown): object | null {
  try {
    work();
    return null;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { kind: error.kind, slug: error.slug, ...error.members };
  }
}

describe('checkLimits', () => {
  const line = (skuId: number, count = 1) => ({ skuId, count });

  it.each([
    ['nothing', [], { slug: 'nothing-to-buy' }],
    ['all that is allowed', [line(1, 5), line(2), line(3)], null],
    [
      'a line too many',
      [line(1), line(2), line(3), line(4)],
      { slug: 'too-many-lines', maxLines: 3 },
    ],
    ['a piece too many', [line(1), line(2, 6)], { slug: 'too-many-pieces', skuId: 2, maxCount: 5 }],
  ])('%s', (_name, lines, expected) => {
    const refused = refusal(() => checkLimits(lines, new Map(), LIMITS));
    if (expected === null) expect(refused).toBeNull();
    else expect(refused).toMatchObject(expected);
  });
});

describe('more pieces of one SKU than an order may hold', () => {
  const many = [{ skuId: 1, count: 6 }];

  it.each<[string, Partial<SkuView>, string]>([
    ['are too few in stock', { stock: 5 }, 'not-enough-stock'],
    ['are there', { stock: 6 }, 'too-many-pieces'],
    ['are there without limit', { stock: null }, 'too-many-pieces'],
    ['are not for sale', { stock: 5, active: false }, 'too-many-pieces'],
  ])('that %s: %#', (_, changes, slug) => {
    const refused = refusal(() => checkLimits(many, available(sku(1, changes)), LIMITS));
    expect(refused).toMatchObject({ slug, skuId: 1 });
  });
});

describe('priceOrder', () => {
  const terms = { ...LIMITS, freight: '10.00', freeShippingFrom: '398.00' };
  const cost = (count: number) => priceOrder([{ skuId: 1, count }], available(sku(1)), terms);

  it('prices what is within the limits by the settings', () => {
    expect(cost(1)).toMatchObject({ goodsAmount: 19_900, freight: 1_000, payable: 20_900 });
    expect(cost(2)).toMatchObject({ goodsAmount: 39_800, freight: 0, payable: 39_800 });
    expect(refusal(() => cost(6))).toMatchObject({ slug: 'too-many-pieces', maxCount: 5 });
  });

  it('refuses a sum of more than money can be here as one that is too large', () => {
    const dear = sku(1, { price: fen(999_999_999_999) });
    const buy = () => priceOrder([{ skuId: 1, count: 5 }], available(dear), terms);
    expect(refusal(buy)).toMatchObject({ slug: 'sum-too-large' });
  });
});

describe('priceLines', () => {
  it('adds up goods and freight', () => {
    const skus = available(sku(1), sku(2, { price: fen(5), requiresShipping: false, stock: null }));
    const wanted = [
      { skuId: 1, count: 2 },
      { skuId: 2, count: 3 },
    ];
    const pricing = priceLines(wanted, skus, RULE);
    expect(pricing).toMatchObject({
      totalCount: 5,
      requiresShipping: true,
      goodsAmount: 39_815,
      freight: 1_000,
      payable: 40_815,
    });
    expect(pricing.lines).toEqual([
      expect.objectContaining({ skuId: 1, count: 2, price: 19_900, amount: 39_800, stock: 10 }),
      expect.objectContaining({ skuId: 2, count: 3, price: 5, amount: 15, stock: null }),
    ]);
  });

  it.each([
    ['a SKU that is gone', [], { kind: 'conflict', slug: 'sku-unavailable', skuId: 7 }],
    [
      'a SKU that is not for sale',
      [sku(7, { active: false })],
      { slug: 'sku-unavailable', skuId: 7 },
    ],
    [
      'too few pieces',
      [sku(7, { stock: 2 })],
      { kind: 'conflict', slug: 'not-enough-stock', skuId: 7, wanted: 3, stock: 2 },
    ],
    [
      'a sum that Alipay does not take',
      [sku(7, { price: fen(9_999_999_999), stock: null })],
      { slug: 'sum-too-large' },
    ],
    [
      'a sum that no number holds',
      [sku(7, { price: fen(999_999_999_999), stock: null })],
      { slug: 'sum-too-large' },
    ],
  ])('refuses %s', (_name, skus, expected) => {
    const work = () => priceLines([{ skuId: 7, count: 3 }], available(...skus), RULE);
    expect(refusal(work)).toMatchObject(expected);
  });

  it.each([
    ['goods with freight', true, { ...RULE, freeFrom: null }, RULE.freight],
    ['goods without freight', true, { ...RULE, freeFrom: fen(1) }, 0],
    ['a course', false, RULE, 0],
  ])(
    'takes the largest sum that Alipay takes, and not a fen more, for %s',
    (_, requiresShipping, rule, freight) => {
      const priced = (price: number) => {
        const shown = available(sku(1, { price: fen(price), requiresShipping }));
        return priceLines([{ skuId: 1, count: 1 }], shown, rule);
      };
      const rest = 10_000_000_000 - freight;
      expect(priced(rest)).toMatchObject({ payable: 10_000_000_000, freight });
      expect(refusal(() => priced(rest + 1))).toMatchObject({ slug: 'sum-too-large' });
      expect(priced(1).payable).toBe(1 + freight);
    },
  );

  it('always has the sum of its lines plus freight, in the order of the request', () => {
    const anyLine = fc.record({
      price: fc.integer({ min: 1, max: 1_000_000 }),
      count: fc.integer({ min: 1, max: 50 }),
      requiresShipping: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 20 }), (given) => {
        const skus = given.map(({ price, requiresShipping }, i) =>
          sku(i + 1, { price: fen(price), requiresShipping, stock: null }),
        );
        const wanted = given.map(({ count }, i) => ({ skuId: i + 1, count }));
        const pricing = priceLines(wanted, available(...skus), RULE);
        const goods = given.reduce((sum, { price, count }) => sum + price * count, 0);
        const ships = given.some(({ requiresShipping }) => requiresShipping);
        expect(pricing.goodsAmount).toBe(goods);
        expect(pricing.payable).toBe(goods + (ships ? RULE.freight : 0));
        expect(pricing.lines.map(({ skuId }) => skuId)).toEqual(wanted.map(({ skuId }) => skuId));
      }),
    );
  });
});
