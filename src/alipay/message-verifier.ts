import { Inject, Injectable } from '@nestjs/common';
import { AlipayConfig } from '../../config/alipay.config.js';
import { type Fen, yuanToFen } from '../kernel/money.js';
import { ALIPAY_KEYS, type AlipayKeys } from './keys.js';
import { DEPOSIT_BACK, type DepositBack, depositBackIn, PLATFORM_MESSAGE } from './deposit-back.js';
import { checked, type Checks, reportOfNotify, type TradeReport } from './trade-report.js';
import {
  ANY_NOTIFY,
  hasForm,
  type MessageForm,
  readMessage,
  RETURN,
  TRADE_NOTIFY,
  withoutAdditions,
} from './message-fields.js';
import { isSignedBy, type Message, type MessageFields, signedBytes } from './verification.js';

/** Why a message is not taken for Alipay's, or not for ours. */
export interface NotGenuine {
  readonly genuine: false;
  readonly reason: 'malformed' | 'sign-type' | 'signature' | 'app-id' | 'seller-id';
}

/** A trade notify that Alipay has signed, for another application or seller. It says nothing of a payment of ours. */
export interface Misdirected extends NotGenuine {
  readonly reason: 'app-id' | 'seller-id';
  readonly report: TradeReport;
}

/** What a notify turned out to be. */
export type NotifyMessage =
  | { readonly genuine: true; readonly kind: 'trade'; readonly report: TradeReport }
  | { readonly genuine: true; readonly kind: 'deposit-back'; readonly depositBack: DepositBack }
  | { readonly genuine: true; readonly kind: 'other'; readonly notifyType: string }
  | NotGenuine
  | Misdirected;

/** What a return address turned out to be. It proves where the browser came from, and nothing of a payment. */
export type ReturnMessage =
  | {
      readonly genuine: true;
      readonly outTradeNo: string;
      readonly tradeNo: string;
      readonly totalAmount: Fen;
      readonly checks: Checks;
    }
  | NotGenuine;

/** What an addition does to a message of Alipay's. */
const SPOILT = new Set<NotGenuine['reason']>(['malformed', 'signature']);

const TRADE_NOTIFY_TYPE = 'trade_status_sync';

/**
 * Tells Alipay's messages from forged ones. Everything that is not a message of ours is answered with a reason, never
 * thrown; a forged one costs at most two signature checks for each key, and nothing is looked up for it.
 */
@Injectable()
export class AlipayMessages {
  constructor(
    private readonly config: AlipayConfig,
    @Inject(ALIPAY_KEYS) private readonly keys: AlipayKeys,
  ) {}

  /** Verifies a notify: the fields of its form, decoded once. */
  notify(form: unknown): NotifyMessage {
    const message = readMessage(form);
    if (message === null) return refuse('malformed');
    const { fields } = message;
    const notifyType = fields.get('notify_type') ?? '';
    if (notifyType === TRADE_NOTIFY_TYPE) return this.tradeNotify(message);
    if (fields.has('msg_method')) return this.platformMessage(message);
    // alipay.md 1.3: what is not about trades has `sign_type` in its signed text.
    const fault = this.faultOf(message, ANY_NOTIFY, ['sign']) ?? elsewhereBy(this.checksOf(fields));
    return fault === null ? { genuine: true, kind: 'other', notifyType } : refuse(fault);
  }

  /**
   * Verifies the query of a return address, decoded once. What somebody on the way put there is no part of what Alipay
   * signed: the query is verified as it is, and then without that.
   */
  returned(query: unknown): ReturnMessage {
    const whole = this.returnedAs(query);
    if (whole.genuine || !SPOILT.has(whole.reason)) return whole;
    const bare = withoutAdditions(query);
    return bare === null ? whole : this.returnedAs(bare);
  }

  private returnedAs(query: unknown): ReturnMessage {
    const message = readMessage(query);
    if (message === null) return refuse('malformed');
    const { fields } = message;
    const fault = this.faultOf(message, RETURN, ['sign', 'sign_type']);
    if (fault !== null) return refuse(fault);
    const checks = this.checksOf(fields);
    const elsewhere = elsewhereBy(checks);
    if (elsewhere !== null) return refuse(elsewhere);
    return {
      genuine: true,
      outTradeNo: fields.get('out_trade_no') ?? '',
      tradeNo: fields.get('trade_no') ?? '',
      totalAmount: yuanToFen(fields.get('total_amount') ?? ''),
      checks,
    };
  }

  private tradeNotify(message: Message): NotifyMessage {
    const fault = this.faultOf(message, TRADE_NOTIFY, ['sign', 'sign_type']);
    if (fault !== null) return refuse(fault);
    const { fields } = message;
    const checks = this.checksOf(fields);
    const reason = elsewhereBy(checks);
    const report = reportOfNotify(fields, checks);
    if (reason !== null) return { genuine: false, reason, report };
    return { genuine: true, kind: 'trade', report };
  }

  /** Copies of the protocol differ in whether its signed text has the `sign_type`, so both are tried. */
  private platformMessage(message: Message): NotifyMessage {
    const { fields } = message;
    const first = this.faultOf(message, PLATFORM_MESSAGE, ['sign', 'sign_type']);
    const fault = first === 'signature' ? this.faultOf(message, PLATFORM_MESSAGE, ['sign']) : first;
    if (fault !== null) return refuse(fault);
    if (fields.get('app_id') !== this.config.appId) return refuse('app-id');
    const notifyType = fields.get('msg_method') ?? '';
    if (notifyType !== DEPOSIT_BACK) return { genuine: true, kind: 'other', notifyType };
    const depositBack = depositBackIn(fields);
    if (depositBack === null) return refuse('malformed');
    return { genuine: true, kind: 'deposit-back', depositBack };
  }

  private faultOf(
    message: Message,
    shape: MessageForm,
    unsigned: readonly string[],
  ): NotGenuine['reason'] | null {
    if (message.fields.get('sign_type') !== 'RSA2') return 'sign-type';
    if (!hasForm(message.fields, shape)) return 'malformed';
    return this.isSigned(message, unsigned) ? null : 'signature';
  }

  /** What is checked of a message that Alipay has signed: whether it is for this merchant. */
  private checksOf(fields: MessageFields): Checks {
    const { appId, sellerId } = this.config;
    const isForSeller = sellerId === null ? 'off' : checked(fields.get('seller_id') === sellerId);
    const isForApp = checked(fields.get('app_id') === appId);
    return { signature: 'passed', app_id: isForApp, seller_id: isForSeller };
  }

  private isSigned(message: Message, unsigned: readonly string[]): boolean {
    const { fields } = message;
    const keys = this.keys.ofAlipay(fields.get('alipay_cert_sn') ?? null);
    return isSignedBy(keys, signedBytes(message, unsigned), fields.get('sign') ?? '');
  }
}

/** Why a signed message is another merchant's; null: it is ours. */
function elsewhereBy(checks: Checks): 'app-id' | 'seller-id' | null {
  if (checks['app_id'] === 'failed') return 'app-id';
  return checks['seller_id'] === 'failed' ? 'seller-id' : null;
}

function refuse(reason: NotGenuine['reason']): NotGenuine {
  return { genuine: false, reason };
}
