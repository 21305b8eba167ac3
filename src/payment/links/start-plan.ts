import type { BatchOutcome } from '../../database/batching/batcher.js';
import type { KeptAnswer, KeyedRequest, Reply } from '../../http/idempotency/idempotency-record.js';
import { outTradeNo } from '../../kernel/ids.js';
import type { Outcome } from '../../kernel/outcome.js';
import type { OrderRecord, Storefront } from '../../orders/model/order-record.js';
import type { PayMethod } from '../model/pay-method.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import type { PayLinkView } from './payment-view.js';

/** What a payment is started with. */
export interface StartRequest {
  readonly orderNo: string;
  readonly method: PayMethod;
  readonly storefront: Storefront;
  /** What the cashier shows; the first line and the count unless the storefront has words of its own. */
  readonly subject?: string;
  /** Where the buyer comes back to, when it is not the storefront's page: each who asks for the link gets his own. */
  readonly returnUrl?: string;
}

/** The same with who asks, and under which key. */
export type Command = StartRequest & {
  readonly userId: number;
  readonly keyed: KeyedRequest | null;
};

/**
 * What is kept for the key of a link: of which payment it is, and when it was signed. It is made again of these, and is
 * the same text then. Where the link itself was kept, as it once was, that is the answer.
 */
export type KeptLink = { readonly outTradeNo: string; readonly signedAt: string } | PayLinkView;

/** What a command's key was answered before. */
export interface Kept {
  readonly kept: KeptLink;
}

/** The payment that a command came to, or what its key was answered before. */
export type Given = { readonly payment: PaymentEntity; readonly at: Date } | Kept;

/** What is to be done for a command; `payment` is null when there is none that can still be paid. */
export interface Plan {
  readonly command: Command;
  readonly order: OrderRecord;
  readonly payment: PaymentEntity | null;
  readonly attemptsBefore: number;
}

/** What commands are decided on, as it is in the transaction. */
export interface Grounds {
  readonly answers: ReadonlyMap<KeyedRequest, Outcome<Reply<unknown>>>;
  /** By their numbers, locked; the rest by their ids. */
  readonly orders: ReadonlyMap<string, OrderRecord>;
  readonly payments: ReadonlyMap<string, readonly PaymentEntity[]>;
  readonly titles: ReadonlyMap<string, string>;
  readonly now: Date;
}

/** The payment that is there already, led to in the way of the command. Pure. */
export function renewed({ command: { method, storefront }, payment }: Plan): PaymentEntity[] {
  return payment === null ? [] : [{ ...payment, method, storefront }];
}

/** What is to be kept for a command's key, when it has one. Pure. */
export function answersOf(
  { command, order, payment, attemptsBefore }: Plan,
  now: Date,
): KeptAnswer[] {
  if (command.keyed === null) return [];
  const number = payment?.outTradeNo ?? outTradeNo(order.orderNo, attemptsBefore + 1);
  const body: KeptLink = { outTradeNo: number, signedAt: now.toISOString() };
  return [{ request: command.keyed, reply: { status: 201, body } }];
}

/** The plan of a decision, when there is one. Pure. */
export function planIn(decision: BatchOutcome<Plan | Kept>): Plan[] {
  return decision !== 'alone' && decision.ok && 'order' in decision.value ? [decision.value] : [];
}

/** What a decision comes to, once its plan is carried out. Pure. */
export function givenBy(
  decision: BatchOutcome<Plan | Kept>,
  payments: ReadonlyMap<string, PaymentEntity>,
  at: Date,
): BatchOutcome<Given> {
  if (decision === 'alone' || !decision.ok) return decision;
  const { value } = decision;
  if ('kept' in value) return { ok: true, value };
  const payment = payments.get(value.order.id);
  if (payment === undefined) throw new Error(`order ${value.order.orderNo} got no payment`);
  return { ok: true, value: { payment, at } };
}
