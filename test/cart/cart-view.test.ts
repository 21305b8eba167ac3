import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { cartView } from '../../src/cart/cart-view.js';
import type { SkuView } from '../../src/catalog/sku-view.js';
import { fen } from '../../src/kernel/money.js';

function sku(id: number, changes: Partial<SkuView> = {}): SkuView {
  return {
    id,
    name: '安踏A红色',
    price: fen(19_900),
    stock: 10,
    sales: 0,
    picture: '/pictures/red-shoe.jpg',
    attributes: [{ name: '颜色', value: '红色' }],
    requiresShipping: true,
    active: true,
    ...changes,
  };
}

function skus(...views: SkuView[]): Map<number, SkuView> {
  return new Map(views.map((view) => [view.id, view]));
}

const line = (skuId: number, count: number, selected = true) => ({ skuId, count, selected });

describe('cartView', () => {
  it('shows a line at the price of the moment', () => {
    const view = cartView([line(4, 2)], skus(sku(4)));
    expect(view).toEqual({
      lines: [
        {
          skuId: 4,
          name: '安踏A红色',
          picture: '/pictures/red-shoe.jpg',
          attributes: [{ name: '颜色', value: '红色' }],
          price: '199.00',
          stock: 10,
          count: 2,
          amount: '398.00',
          selected: true,
          available: true,
          requiresShipping: true,
        },
      ],
      totalCount: 2,
      selectedCount: 2,
      selectedAmount: '398.00',
    });
  });

  it('counts only what is selected and can be bought into the sum', () => {
    const lines = [line(1, 1), line(2, 2, false), line(3, 3), line(4, 11), line(5, 1)];
    const view = cartView(
      lines,
      skus(sku(1), sku(2), sku(3, { active: false }), sku(4), sku(5, { stock: null })),
    );
    expect(view.lines.map(({ available }) => available)).toEqual([true, true, false, false, true]);
    expect(view).toMatchObject({ totalCount: 18, selectedCount: 2, selectedAmount: '398.00' });
  });

  it('keeps a line whose SKU is gone, as one that cannot be bought', () => {
    const view = cartView([line(9, 2)], skus());
    expect(view.lines).toEqual([
      {
        skuId: 9,
        name: '',
        picture: '',
        attributes: [],
        price: null,
        stock: 0,
        count: 2,
        amount: null,
        selected: true,
        available: false,
        requiresShipping: false,
      },
    ]);
    expect(view).toMatchObject({ totalCount: 2, selectedCount: 0, selectedAmount: '0.00' });
  });

  it('is empty for an empty cart', () => {
    const empty = { lines: [], totalCount: 0, selectedCount: 0, selectedAmount: '0.00' };
    expect(cartView([], skus())).toEqual(empty);
  });

  it('does not break on sums that no column holds', () => {
    const dear = { price: fen(9_999_999_999), stock: null };
    const one = cartView([line(1, 999)], skus(sku(1, dear)));
    expect(one.lines[0]).toMatchObject({ amount: null, available: false });
    expect(one.selectedAmount).toBe('0.00');
    const many = cartView([line(1, 100), line(2, 100)], skus(sku(1, dear), sku(2, dear)));
    expect(many.lines.map(({ amount }) => amount)).toEqual(['9999999999.00', '9999999999.00']);
    expect(many.selectedAmount).toBeNull();
  });

  it('adds up to the fen', () => {
    const wanted = fc.array(
      fc.record({
        price: fc.integer({ min: 1, max: 9_999_999 }),
        count: fc.integer({ min: 1, max: 999 }),
        selected: fc.boolean(),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(wanted, (lines) => {
        const view = cartView(
          lines.map(({ count, selected }, index) => line(index + 1, count, selected)),
          skus(...lines.map(({ price }, id) => sku(id + 1, { price: fen(price), stock: null }))),
        );
        const expected = lines
          .filter(({ selected }) => selected)
          .reduce((sum, { price, count }) => sum + BigInt(price) * BigInt(count), 0n);
        expect(BigInt((view.selectedAmount ?? '').replace('.', ''))).toBe(expected);
      }),
    );
  });
});
