import { createHash } from 'node:crypto';

const DIGITS = 32;

/** A trade at Alipay: our number of it and Alipay's own. */
interface Trade {
  readonly outTradeNo: string;
  readonly tradeNo: string | null;
}

/**
 * The `out_request_no` of the refund of a trade's held money after `earlier` ones. It follows from the trade and from
 * no counter of the database: Alipay knows it again when a restored database has lost the refund, and sends nothing
 * back twice. Pure.
 */
export function heldNumber({ outTradeNo, tradeNo }: Trade, earlier: number): string {
  const digest = createHash('sha256').update(JSON.stringify([outTradeNo, tradeNo]));
  return `I${digest.digest('hex').slice(0, DIGITS)}-${earlier + 1}`;
}
