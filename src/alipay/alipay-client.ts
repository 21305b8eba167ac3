import { Inject, Injectable } from '@nestjs/common';
import { AlipayConfig } from '../../config/alipay.config.js';
import { CLOCK, type Clock } from '../kernel/clock.js';
import { type Fen, fenToYuan } from '../kernel/money.js';
import { type Answer, type AnswerFields, judge, onlyAbout, onlyIfSigned, read } from './answer.js';
import { ASKS_DEPOSIT_BACK, type DepositBackAnswer, depositBackQueried } from './deposit-back.js';
import { AlipayGateway, type BizContent } from './gateway.js';
import { ALIPAY_KEYS, type AlipayKeys } from './keys.js';
import { payContent, type PayRequest, PRODUCTS } from './pay-request.js';
import {
  refundAnswered,
  type RefundNumbers,
  refundQueried,
  type RefundReport,
} from './refund-report.js';
import { commonParams } from './request-params.js';
import { type RequestParams, signedQuery } from './signing.js';
import { reportOfAbsence, reportOfClose, reportOfQuery, type TradeReport } from './trade-report.js';

export type { Answer } from './answer.js';
export type { RefundReport } from './refund-report.js';

/** A refund to be made. The same number with the same sum is the same refund, however often it is sent. */
export interface RefundRequest extends RefundNumbers {
  readonly amount: Fen;
  readonly reason: string;
}

/** Everything that is asked of Alipay. Nothing here throws for what Alipay does or says: see {@link Answer}. */
@Injectable()
export class AlipayClient {
  constructor(
    private readonly config: AlipayConfig,
    private readonly gateway: AlipayGateway,
    @Inject(ALIPAY_KEYS) private readonly keys: AlipayKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The address of the cashier for a browser on a PC (`page`) or a phone (`wap`). Alipay is not asked. */
  payUrl(way: 'page' | 'wap', order: PayRequest): string {
    const link = signedQuery(this.payParams(way, order), this.keys.appPrivateKey);
    return `${this.config.gateway}?${link}`;
  }

  /** The order string that a phone app hands to Alipay's SDK. Alipay is not asked. */
  orderString(order: PayRequest): string {
    return signedQuery(this.payParams('app', order), this.keys.appPrivateKey);
  }

  /** A code for the buyer to scan: `alipay.trade.precreate`. It lives two hours at most. */
  async precreate(order: PayRequest): Promise<Answer<{ qrCode: string }>> {
    const notify = { notify_url: order.notifyUrl };
    const content = payContent('precreate', order);
    const statement = await this.gateway.call(PRODUCTS.precreate.method, content, notify);
    return read(judge(onlyAbout(order.outTradeNo, statement)), qrCodeIn);
  }

  /** How a trade stands: `alipay.trade.query`. A trade that Alipay does not know is an answer, too: NOT_EXIST. */
  async query(outTradeNo: string): Promise<Answer<TradeReport>> {
    const statement = await this.gateway.call('alipay.trade.query', { out_trade_no: outTradeNo });
    const answer = judge(onlyAbout(outTradeNo, statement));
    return absence('query', outTradeNo, answer) ?? read(answer, reportOfQuery);
  }

  /**
   * Closes an unpaid trade: `alipay.trade.close`. NOT_EXIST is not closed: its link is payable until `time_expire`.
   * Refused when the trade is not unpaid any more: a query then tells the truth.
   */
  async close(outTradeNo: string): Promise<Answer<TradeReport>> {
    const statement = await this.gateway.call('alipay.trade.close', { out_trade_no: outTradeNo });
    const answer = judge(onlyAbout(outTradeNo, statement));
    return absence('close', outTradeNo, answer) ?? read(answer, reportOfClose);
  }

  /**
   * Sends money back: `alipay.trade.refund`. Unknown and `not-known` are asked for with {@link queryRefund} or sent
   * again with the same numbers and sum; so is ACQ.DISCORDANT_REPEAT_REQUEST, which tells nothing of the first one.
   * A refusal is always a signed one here, for it decides about money.
   */
  async refund({ amount, reason, ...numbers }: RefundRequest): Promise<Answer<RefundReport>> {
    const content = {
      ...contentOf(numbers),
      refund_amount: fenToYuan(amount),
      ...given(reason),
      ...ASKS_DEPOSIT_BACK,
    };
    const statement = await this.gateway.call('alipay.trade.refund', content);
    const answer = judge(onlyIfSigned(onlyAbout(numbers.outTradeNo, statement)));
    return read(answer, (fields) => refundAnswered(numbers, fields));
  }

  /** What became of a refund: `alipay.trade.fastpay.refund.query`. */
  async queryRefund(numbers: RefundNumbers): Promise<Answer<RefundReport>> {
    const method = 'alipay.trade.fastpay.refund.query';
    const statement = await this.gateway.call(method, contentOf(numbers));
    const answer = judge(onlyIfSigned(onlyAbout(numbers.outTradeNo, statement)));
    return read(answer, (fields) => refundQueried(numbers, fields));
  }

  /** How the buyer's bank took a refund that is done: the same query, which says it when it is asked to. */
  async queryDepositBack(numbers: RefundNumbers): Promise<Answer<DepositBackAnswer>> {
    const method = 'alipay.trade.fastpay.refund.query';
    const content = { ...contentOf(numbers), ...ASKS_DEPOSIT_BACK };
    const statement = await this.gateway.call(method, content);
    const answer = judge(onlyIfSigned(onlyAbout(numbers.outTradeNo, statement)));
    return read(answer, (fields) => depositBackQueried(numbers, fields));
  }

  private payParams(way: 'page' | 'wap' | 'app', order: PayRequest): RequestParams {
    const at = order.signedAt ?? this.clock.now();
    return {
      ...commonParams(this.config, this.keys, PRODUCTS[way].method, at),
      notify_url: order.notifyUrl,
      ...(way === 'app' ? {} : { return_url: order.returnUrl }),
      biz_content: JSON.stringify(payContent(way, order)),
    };
  }
}

function contentOf({ outTradeNo, tradeNo = null, outRequestNo }: RefundNumbers): BizContent {
  const trade = { out_trade_no: outTradeNo, ...(tradeNo === null ? {} : { trade_no: tradeNo }) };
  return { ...trade, out_request_no: outRequestNo };
}

function given(reason: string): BizContent {
  return reason === '' ? {} : { refund_reason: reason };
}

function qrCodeIn({ out_trade_no: outTradeNo, qr_code: qrCode }: AnswerFields) {
  const isThere = outTradeNo !== undefined && qrCode !== undefined && URL.canParse(qrCode);
  return isThere ? { qrCode } : null;
}

/** Only 40004 is looked at: Alipay signs what it says of a trade, and an unsigned answer never has that code here. */
function absence(
  source: 'query' | 'close',
  outTradeNo: string,
  answer: Answer<AnswerFields>,
): Answer<TradeReport> | null {
  if (answer.outcome !== 'refused') return null;
  const { code, subCode, detail } = answer;
  if (code !== '40004' || subCode !== 'ACQ.TRADE_NOT_EXIST') return null;
  const fields = { code, sub_code: subCode, sub_msg: detail, out_trade_no: outTradeNo };
  return { outcome: 'done', value: reportOfAbsence(source, fields) };
}
