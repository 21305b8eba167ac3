import { derivedSecret } from './derived-secret.js';
import type { EnvReader } from './env-reader.js';

/** Carts, quotes and orders. */
export class OrdersConfig {
  /** How long an order waits for its money, in milliseconds. */
  readonly ttlMs: number;
  /** In its last milliseconds an order gets no new pay link (Alipay's least `time_expire` is one minute). */
  readonly lastLinkMs: number;
  /** Freight in yuan when anything is shipped. */
  readonly freight: string;
  /** Goods amount in yuan from which on shipping is free, or null. */
  readonly freeShippingFrom: string | null;
  /** How long a quote's token is good, in milliseconds. */
  readonly quoteTtlMs: number;
  /** Key of the quote's token. */
  readonly quoteSecret: string;
  /** Key of the tokens of guests' carts. */
  readonly guestCartSecret: string;
  /** A received order is completed after this many milliseconds. */
  readonly completeAfterMs: number;
  /** Money that comes for a closed order: sent back, or the order revived when its stock can be taken again. */
  readonly latePayment: 'refund' | 'revive';
  /** Whether a customer's cancel of a paid order that is not shipped refunds it at once. */
  readonly refundOnCancel: boolean;
  /** Sum in yuan from which on money that the staff sends back needs a second person, or null. */
  readonly approveFrom: string | null;
  /** For so long a customer's request to refund all of an order holds its parcel back, in milliseconds. */
  readonly refundRequestHoldMs: number;
  /** Alipay is asked before shipping when it was not heard of the money for so long, in milliseconds. */
  readonly shipAskAfterMs: number;
  /** Whether it is shipped all the same when Alipay does not answer then. */
  readonly shipUnanswered: boolean;
  /** For so long after the receipt a buyer may open a case, in milliseconds. */
  readonly afterSaleMs: number;
  /** Within so long the shop means to answer a case; then it needs attention, in milliseconds. */
  readonly afterSaleAnswerMs: number;
  /** Within so long goods have to be sent back once the shop has agreed, in milliseconds. */
  readonly afterSaleSendBackMs: number;
  /** Most lines of a cart or order. */
  readonly maxLines: number;
  /** Most pieces of one line. */
  readonly maxCount: number;
  /** Most addresses of one user. */
  readonly maxAddresses: number;
  /** Most unpaid orders of one user: each holds stock, and is asked about at Alipay. */
  readonly maxUnpaid: number;

  /** @param jwtSecret what the guest carts' key is derived from, and the quotes' when it is not set */
  constructor(env: EnvReader, jwtSecret: string) {
    this.ttlMs = env.integer('ORDER_TTL_SECONDS', 1_800, 120, 15 * 86_400) * 1_000;
    this.lastLinkMs = env.integer('ORDER_LAST_LINK_SECONDS', 90, 61, 3_600) * 1_000;
    // No order would ever get a link, and nothing be paid.
    if (this.lastLinkMs >= this.ttlMs) {
      env.fault('ORDER_LAST_LINK_SECONDS', 'must be shorter than ORDER_TTL_SECONDS');
    }
    this.freight = env.yuan('FREIGHT', '10.00');
    this.freeShippingFrom =
      env.optional('FREE_SHIPPING_FROM') === null ? null : env.yuan('FREE_SHIPPING_FROM', '0');
    this.quoteTtlMs = env.integer('QUOTE_TTL_SECONDS', 900, 30, 86_400) * 1_000;
    this.quoteSecret =
      env.optionalSecret('QUOTE_SECRET') ?? derivedSecret('quote token', jwtSecret);
    this.guestCartSecret = derivedSecret('guest cart', jwtSecret);
    this.completeAfterMs = env.integer('COMPLETE_AFTER_HOURS', 168, 0, 8_760) * 3_600_000;
    this.latePayment = env.choice('LATE_PAYMENT', 'refund', ['refund', 'revive']);
    this.refundOnCancel = env.flag('REFUND_ON_CANCEL', false);
    this.approveFrom = env.optional('APPROVE_FROM') === null ? null : env.yuan('APPROVE_FROM', '0');
    this.refundRequestHoldMs = env.integer('REFUND_REQUEST_HOLD_MINUTES', 0, 0, 43_200) * 60_000;
    this.shipAskAfterMs = env.integer('SHIP_ASK_AFTER_SECONDS', 300, 0, 31_536_000) * 1_000;
    this.shipUnanswered = env.flag('SHIP_UNANSWERED', false);
    this.afterSaleMs = env.integer('AFTER_SALE_DAYS', 15, 0, 365) * 86_400_000;
    this.afterSaleAnswerMs = env.integer('AFTER_SALE_ANSWER_HOURS', 48, 1, 720) * 3_600_000;
    this.afterSaleSendBackMs = env.integer('AFTER_SALE_SEND_BACK_DAYS', 7, 1, 90) * 86_400_000;
    this.maxLines = env.integer('MAX_LINES', 100, 1, 500);
    this.maxCount = env.integer('MAX_COUNT', 999, 1, 99_999);
    this.maxAddresses = env.integer('MAX_ADDRESSES', 20, 1, 1_000);
    this.maxUnpaid = env.integer('MAX_UNPAID_ORDERS', 20, 1, 1_000_000);
  }
}
