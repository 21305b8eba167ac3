import { invalidRequest } from '../../http/validation.js';
import type { QuoteSource } from '../quote/quoting.service.js';
import type { QuoteDto } from './orders.dto.js';

/** What a checked body asks a quote for. Throws Problem `invalid-request` for a SKU beside the cart. Pure. */
export function quoteSource({ source, skuId, count }: QuoteDto): QuoteSource {
  if (source === 'buyNow' && skuId !== undefined && count !== undefined) {
    return { source, skuId, count };
  }
  if (skuId === undefined && count === undefined) return { source: 'cart' };
  const message = {
    en: 'skuId and count belong to buyNow',
    zh: 'skuId 与 count 只用于 buyNow',
  };
  throw invalidRequest([{ path: skuId === undefined ? 'count' : 'skuId', message }]);
}
