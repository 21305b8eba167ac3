import { type Fen, fenToYuan } from '../kernel/money.js';
import { toChinaTime } from '../kernel/shanghai-time.js';

/** What a buyer is to be led to Alipay with. */
export interface PayRequest {
  readonly outTradeNo: string;
  /** As `subjectText` makes it. */
  readonly subject: string;
  readonly amount: Fen;
  /** Nobody can pay after this instant; it is always sent, or an old link could be paid (alipay.md 4). */
  readonly timeExpire: Date;
  /** The instant that the signed text bears; now when it is not given. */
  readonly signedAt?: Date;
  readonly notifyUrl: string;
  readonly returnUrl: string;
  /** Where wap.pay leads a buyer who leaves; the return address when it is not given. */
  readonly quitUrl?: string;
}

/** The ways to pay, with Alipay's method and product of each. */
export const PRODUCTS = {
  page: { method: 'alipay.trade.page.pay', code: 'FAST_INSTANT_TRADE_PAY' },
  wap: { method: 'alipay.trade.wap.pay', code: 'QUICK_WAP_WAY' },
  app: { method: 'alipay.trade.app.pay', code: 'QUICK_MSECURITY_PAY' },
  precreate: { method: 'alipay.trade.precreate', code: 'FACE_TO_FACE_PAYMENT' },
} as const;

/** `biz_content` of a pay request: names and sums exactly as Alipay reads them, the deadline in China time. */
export function payContent(way: keyof typeof PRODUCTS, order: PayRequest): Record<string, string> {
  return {
    out_trade_no: order.outTradeNo,
    total_amount: fenToYuan(order.amount),
    subject: order.subject,
    product_code: PRODUCTS[way].code,
    time_expire: toChinaTime(order.timeExpire),
    ...(way === 'wap' ? { quit_url: order.quitUrl ?? order.returnUrl } : {}),
  };
}
