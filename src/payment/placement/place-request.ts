import type { UserIds } from '../../auth/signed-in-user.js';
import type { BatchOutcome } from '../../database/batching/batcher.js';
import type { KeyedRequest, Reply } from '../../http/idempotency/idempotency-record.js';
import type { Outcome } from '../../kernel/outcome.js';
import { activeTraceparent } from '../../kernel/tracing.js';
import type { FullOrder, Storefront } from '../../orders/model/order-record.js';
import { type OrderView, orderView } from '../../orders/model/order-view.js';
import type { Agreement, OrderRequest } from '../../orders/placement/new-order.js';
import type { QuoteSource } from '../../orders/quote/quoting.service.js';
import type { BegunLink } from '../links/pay-links.service.js';
import { firstGapMs } from '../model/check-schedule.js';
import type { PayMethod } from '../model/pay-method.js';
import type { PaymentEntity } from '../model/payment.entity.js';

/** What a client of the native API sends to buy what it was quoted. */
export interface QuotedRequest {
  readonly quoteToken: string;
  readonly addressId?: number;
  readonly remark?: string;
  /** How it is paid, when its payment is to be made with it. */
  readonly method?: PayMethod;
}

/** What a front end without quotes sends: it buys at the price of the moment. */
export interface DirectRequest {
  readonly storefront: Storefront;
  /** Null when nothing is shipped. */
  readonly addressId: number | null;
  /** Absent: whatever the catalogue says. */
  readonly agreement?: Agreement;
  readonly source: QuoteSource;
}

/** An order to be placed: alone or with its payment, and perhaps under an idempotency key. */
export type PlaceRequest = OrderRequest & {
  readonly buyer: UserIds;
  readonly isFromCart: boolean;
  /** How it is paid; null: its payment is not made yet. */
  readonly method: PayMethod | null;
  readonly keyed: KeyedRequest | null;
  /** The trace that it belongs to; null where nobody is told of one. */
  readonly traceparent: string | null;
};

/** The order of a request. */
export interface PlacedOrder {
  readonly order: FullOrder;
  /** Made with the order; null when none was asked for, or the order was there before. */
  readonly payment: PaymentEntity | null;
  /** The link to `payment`, which is being signed. */
  readonly link: BegunLink | undefined;
}

/**
 * What is kept for a key: the order, or the order with its payment's number. A signed link is not kept: it is made again
 * of the payment, and is the same text then.
 */
export type PlacedReply = Reply<OrderView | OrderWithPayment>;

interface OrderWithPayment {
  readonly order: OrderView;
  /** Null when the order was there before. */
  readonly outTradeNo: string | null;
}

/** What became of a request: its order, or what the same key was answered before. */
export type Placement = PlacedOrder | { readonly known: PlacedReply };

/** A request and its order. */
export type Answered = PlacedOrder & { readonly request: PlaceRequest };

/** The request with what follows from its members and from where it came; `calmness` is for waiting for notifies. */
export function placeRequest(
  buyer: UserIds,
  request: Omit<PlaceRequest, 'buyer' | 'userId' | 'checkAfterMs' | 'drawnNumbers' | 'traceparent'>,
  calmness: number,
): PlaceRequest {
  // Whoever gets a link may be paying soon; an order without one is looked at when its time is over.
  const checkAfterMs = request.method === null ? null : firstGapMs(calmness);
  const traceparent = activeTraceparent();
  return {
    ...request,
    buyer,
    userId: buyer.id,
    checkAfterMs,
    drawnNumbers: new Set(),
    traceparent,
  };
}

/** What keys decide: what was answered before is answered again, and the later ones of one key wait for the first. Pure. */
export function decideByKey(
  requests: readonly PlaceRequest[],
  answers: ReadonlyMap<KeyedRequest, Outcome<Reply<unknown>>>,
): [PlaceRequest, BatchOutcome<Placement>][] {
  const first = new Set<string>();
  return requests.flatMap((request): [PlaceRequest, BatchOutcome<Placement>][] => {
    const { keyed } = request;
    if (keyed === null) return [];
    const answer = answers.get(keyed);
    if (answer !== undefined) return [[request, knownOutcome(answer)]];
    const name = `${keyed.scope} ${keyed.key}`;
    if (first.has(name)) return [[request, 'alone']];
    first.add(name);
    return [];
  });
}

function knownOutcome(answer: Outcome<Reply<unknown>>): Outcome<Placement> {
  return answer.ok ? { ok: true, value: { known: answer.value as PlacedReply } } : answer;
}

/** The order that a request has made already. Pure. */
export function placedBefore(
  request: PlaceRequest,
  placed: ReadonlyMap<string, FullOrder>,
): Answered[] {
  const order = placed.get(request.requestId);
  return order === undefined ? [] : [{ request, order, payment: null, link: undefined }];
}

/** What is to be kept for a request's key, when it has one; `outTradeNo` of the payment that is made with its order. Pure. */
export function keyedReply(
  { keyed, method }: PlaceRequest,
  order: Omit<FullOrder, 'id'>,
  outTradeNo: string | null,
): { readonly request: KeyedRequest; readonly reply: PlacedReply }[] {
  if (keyed === null) return [];
  const view = orderView(order);
  const body = method === null ? view : { order: view, outTradeNo };
  return [{ request: keyed, reply: { status: 201, body } }];
}

/** The order that a request came to, on the wire. Pure. */
export function orderIn(placed: Placement): OrderView {
  if (!('known' in placed)) return orderView(placed.order);
  const { body } = placed.known;
  return 'order' in body ? body.order : body;
}

/** Its number. Pure. */
export function orderNoIn(placed: Placement): string {
  return 'known' in placed ? orderIn(placed).orderNo : placed.order.orderNo;
}
