import { Inject, Injectable } from '@nestjs/common';
import { AlipayClient } from '../../alipay/alipay-client.js';
import type { PayRequest } from '../../alipay/pay-request.js';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import type { Fen } from '../../kernel/money.js';
import { Problem } from '../../kernel/problem.js';
import { IdleQueue } from '../../database/batching/idle-queue.js';
import { alipayTrouble, noDecisionOf } from '../settlement/alipay-trouble.js';
import { PayAddresses } from './pay-addresses.js';
import type { PaymentEntity } from '../model/payment.entity.js';

/** Whatever its `time_expire`, Alipay forgets a code after this long (alipay.md 4). */
const CODE_LIVES_MS = 2 * 60 * 60_000;

/** What leads a buyer to Alipay by each method. */
type PayWay =
  | { readonly method: 'page' | 'wap'; readonly payUrl: string }
  | { readonly method: 'app'; readonly orderString: string }
  | {
      readonly method: 'qr';
      readonly qrCode: string;
      /** The code as a PNG picture in a data URL. */
      readonly qrImage: string;
      readonly expiresAt: Date;
    };

/** A way to Alipay for one payment. */
export type PayLink = PayWay & {
  readonly paymentId: string;
  /** The order's deadline; a code may end before it, and a fresh one can be asked for then. */
  readonly expiresAt: Date;
  readonly amount: Fen;
};

/** What a link is made of; the payment may be on its way to the database. */
type Payable = Pick<
  PaymentEntity,
  'method' | 'outTradeNo' | 'subject' | 'amount' | 'createdAt' | 'expiresAt' | 'storefront'
>;

/** What a link may be made with; `signedAt` is now when it is absent. */
interface LinkOptions {
  readonly begun?: BegunLink | undefined;
  readonly returnUrl?: string | undefined;
  readonly signedAt?: Date | undefined;
}

/** What a method needs, signed by the time when it is asked for. */
export type BegunLink = () => PayWay | Promise<PayWay>;

/** Turns a payment into what its method needs, signed, and payable until the order's deadline and no longer. */
@Injectable()
export class PayLinks {
  private readonly idleQueue = new IdleQueue();

  constructor(
    private readonly alipay: AlipayClient,
    private readonly addresses: PayAddresses,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Begins the link of a payment: it is signed while the payment is being written. Only {@link make} gives it out, which
   * is for payments that are in the database. Alipay is not asked: a QR code is not begun before its turn. It bears the
   * time of the payment's making, so that it can be made again, letter by letter.
   */
  begin(payment: Payable): BegunLink {
    const link = () => this.linkBy(payment, { signedAt: payment.createdAt });
    return payment.method === 'qr' ? link : this.idleQueue.begin(link);
  }

  /**
   * The link of a payment. Throws Problem `alipay-unavailable`, `alipay-answer-unverified` or `alipay-refused` when a QR
   * code cannot be had.
   */
  async make(payment: PaymentEntity, { begun, ...options }: LinkOptions = {}): Promise<PayLink> {
    const { id: paymentId, expiresAt, amount } = payment;
    const link = begun === undefined ? this.linkBy(payment, options) : begun();
    return { paymentId, expiresAt, amount, ...(await link) };
  }

  private linkBy(payment: Payable, options: LinkOptions): PayWay | Promise<PayWay> {
    const { method } = payment;
    const request = this.requestFor(payment, options);
    switch (method) {
      case 'page':
      case 'wap':
        return { method, payUrl: this.alipay.payUrl(method, request) };
      case 'app':
        return { method, orderString: this.alipay.orderString(request) };
      case 'qr':
        return this.qrCode(request);
    }
  }

  private async qrCode(request: PayRequest): Promise<PayWay> {
    const codeEnds = plusMs(this.clock.now(), CODE_LIVES_MS);
    const { timeExpire } = request;
    const answer = await this.alipay.precreate(request);
    switch (answer.outcome) {
      case 'done': {
        const { qrCode } = answer.value;
        const expiresAt = codeEnds < timeExpire ? codeEnds : timeExpire;
        return { method: 'qr', qrCode, qrImage: await pictureOf(qrCode), expiresAt };
      }
      case 'refused': {
        throw new Problem('qr-code-refused', { subCode: answer.subCode });
      }
      case 'unknown':
        throw alipayTrouble(noDecisionOf(answer));
    }
  }

  private requestFor(payment: Payable, { returnUrl, signedAt }: LinkOptions): PayRequest {
    const addresses = this.addresses.of(payment.storefront);
    return {
      outTradeNo: payment.outTradeNo,
      subject: payment.subject,
      amount: payment.amount,
      timeExpire: payment.expiresAt,
      ...(signedAt === undefined ? {} : { signedAt }),
      ...addresses,
      returnUrl: returnUrl ?? addresses.returnUrl,
    };
  }
}

/** The address that leads a browser to Alipay. Throws for a link of another method, which has none. */
export function payUrlOf(link: PayLink): string {
  if ('payUrl' in link) return link.payUrl;
  throw new Error(`a link of ${link.method} leads no browser`);
}

/** A PNG in a data URL. Few shops draw codes here: what draws them is loaded for the first one. */
async function pictureOf(qrCode: string): Promise<string> {
  const { default: QRCode } = await import('qrcode');
  return QRCode.toDataURL(qrCode, { margin: 2, width: 320 });
}
