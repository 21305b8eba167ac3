import { away, fixed, telling } from './problem-text.js';

/** More pieces are wanted of a SKU than there are. */
interface StockShort {
  readonly skuId: number;
  readonly wanted?: number;
  readonly stock: number | null;
}

/** A cart is full: of lines, or of pieces of one SKU. */
interface CartLimit {
  readonly limit: number;
  readonly of: 'lines' | 'pieces';
}

/** Refusals about goods, carts and addresses. */
export const SHOP_PROBLEMS = {
  'no-such-sku': fixed(
    'not-found',
    { en: 'No such SKU', zh: '商品不存在' },
    { en: 'There is no such SKU.', zh: '没有该商品。' },
  ),
  'sku-unavailable': telling(
    'conflict',
    { en: 'Not for sale', zh: '商品已下架' },
    ({ skuId }: { readonly skuId: number }) => ({
      en: `SKU ${skuId} is not for sale.`,
      zh: `商品 ${skuId} 不在售。`,
    }),
  ),
  'not-enough-stock': telling(
    'conflict',
    { en: 'Not enough stock', zh: '库存不足' },
    ({ skuId, wanted, stock }: StockShort) =>
      wanted === undefined
        ? {
            en: `Only ${stock ?? 0} of SKU ${skuId} are there.`,
            zh: `商品 ${skuId} 只剩 ${stock ?? 0} 件。`,
          }
        : {
            en: `There are not ${wanted} pieces of SKU ${skuId}.`,
            zh: `商品 ${skuId} 不足 ${wanted} 件。`,
          },
  ),
  'stock-without-limit': fixed(
    'conflict',
    { en: 'Stock without limit', zh: '不限库存' },
    { en: 'This SKU has no limit to its stock.', zh: '该商品不限库存。' },
  ),
  'stock-too-large': telling(
    'conflict',
    { en: 'Stock too large', zh: '库存过大' },
    ({ most }: { readonly stock: number | null; readonly most: number }) => ({
      en: `A stock holds at most ${most} pieces.`,
      zh: `库存最多为 ${most} 件。`,
    }),
  ),
  'no-such-line': fixed(
    'not-found',
    { en: 'No such line', zh: '购物车中没有该商品' },
    { en: 'The cart has no such line.', zh: '购物车中没有该商品。' },
  ),
  'cart-limit': telling(
    'conflict',
    { en: 'Cart full', zh: '购物车已满' },
    ({ limit, of }: CartLimit) =>
      of === 'pieces'
        ? {
            en: `A cart holds at most ${limit} pieces of one SKU.`,
            zh: `购物车中同一商品最多 ${limit} 件。`,
          }
        : { en: `A cart holds at most ${limit} lines.`, zh: `购物车最多容纳 ${limit} 种商品。` },
  ),
  'too-many-carts': fixed(
    'too-many',
    { en: 'Too many carts', zh: '购物车过多' },
    {
      en: 'Too many carts were begun from this address.',
      zh: '从该网络地址新建的购物车过多。',
    },
  ),
  'cart-unavailable': away(
    2,
    { en: 'Cart unavailable', zh: '购物车不可用' },
    {
      en: 'The cart cannot be reached at the moment. Try again.',
      zh: '暂时无法访问购物车，请重试。',
    },
  ),
  'no-such-address': fixed(
    'not-found',
    { en: 'No such address', zh: '收货地址不存在' },
    { en: 'There is no such address.', zh: '没有该收货地址。' },
  ),
  'too-many-addresses': telling(
    'conflict',
    { en: 'Too many addresses', zh: '收货地址过多' },
    ({ limit }: { readonly limit: number }) => ({
      en: `There are ${limit} addresses already; delete one first.`,
      zh: `已有 ${limit} 个收货地址，请先删除一个。`,
    }),
  ),
};
