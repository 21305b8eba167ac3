import { describe, expect, it } from '@jest/globals';
import { NewId } from '../../src/database/batching/rows.js';
import type { NewEvent } from '../../src/events/domain-events.js';
import type { KeyedRequest, Reply } from '../../src/http/idempotency/idempotency-record.js';
import { fen } from '../../src/kernel/money.js';
import type { Outcome } from '../../src/kernel/outcome.js';
import type { FullOrder } from '../../src/orders/model/order-record.js';
import { orderView } from '../../src/orders/model/order-view.js';
import { NOTHING_MOVED, newOrder } from '../../src/orders/placement/new-order.js';
import { firstGapMs } from '../../src/payment/model/check-schedule.js';
import {
  decideByKey,
  keyedReply,
  orderIn,
  orderNoIn,
  placedBefore,
  placeRequest,
  type PlacedReply,
  type PlaceRequest,
} from '../../src/payment/placement/place-request.js';
import { inTraceOf, tracedEvents } from '../../src/payment/placement/place-traces.js';

const BUYER = { id: 7, publicId: 'u7' };
const AT = new Date('2026-11-21T04:00:00Z');
const TRACE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

const WANTED = {
  requestId: '01J',
  storefront: 'native',
  lines: [{ skuId: 4, count: 2 }],
  addressId: null,
  remark: '',
  agreement: { kind: 'any-price' },
  isFromCart: false,
  method: null,
  keyed: null,
} as const;

const PRICING = {
  lines: [],
  totalCount: 2,
  requiresShipping: false,
  goodsAmount: fen(200),
  freight: fen(0),
  payable: fen(200),
};

const NUMBERED = { orderNo: '2026', createdAt: AT, expiresAt: AT, nextCheckAt: null };

function request(changes: Partial<PlaceRequest> = {}): PlaceRequest {
  return { ...placeRequest(BUYER, WANTED, 0), ...changes };
}

const ROW = newOrder(request(), PRICING, null, NUMBERED);
const ORDER: FullOrder = { ...ROW, id: '9', lines: [], shipments: [] };

const key = (name: string, scope = 'user:u7'): KeyedRequest => {
  return { scope, key: name, route: 'POST orders', body: {} };
};

describe('a request for an order', () => {
  it('is looked at soon when it gets a link, and at its end when it does not', () => {
    const made = placeRequest(BUYER, WANTED, 0.5);
    expect(made).toEqual({
      ...WANTED,
      buyer: BUYER,
      userId: 7,
      checkAfterMs: null,
      drawnNumbers: new Set(),
      traceparent: null,
    });
    const linked = placeRequest(BUYER, { ...WANTED, method: 'page' }, 0.5);
    expect(linked.checkAfterMs).toBe(firstGapMs(0.5));
    expect(linked.drawnNumbers).not.toBe(made.drawnNumbers);
  });
});

describe('keys', () => {
  const reply: PlacedReply = { status: 201, body: orderView(ORDER) };
  const known = request({ keyed: key('known') });
  const wrong = request({ keyed: key('wrong') });
  const [first, second] = [request({ keyed: key('new') }), request({ keyed: key('new') })];
  const others = request({ keyed: key('new', 'user:u8') });
  const error = new Error('another body');
  const answers = new Map<KeyedRequest, Outcome<Reply<unknown>>>([
    [known.keyed!, { ok: true, value: reply }],
    [wrong.keyed!, { ok: false, error }],
  ]);

  it('are answered as before, refused, or wait for the first of their name', () => {
    const all = [request(), known, wrong, first, second, others];
    expect(decideByKey(all, answers)).toEqual([
      [known, { ok: true, value: { known: reply } }],
      [wrong, { ok: false, error }],
      [second, 'alone'],
    ]);
  });

  it.each<[string, Partial<PlaceRequest>, string | null, unknown]>([
    ['the order', {}, 'T1', orderView(ORDER)],
    [
      'the order and its payment',
      { method: 'page' },
      'T1',
      { order: orderView(ORDER), outTradeNo: 'T1' },
    ],
    [
      'the order alone, which was there',
      { method: 'page' },
      null,
      { order: orderView(ORDER), outTradeNo: null },
    ],
  ])('are kept with %s', (_, changes, outTradeNo, body) => {
    const keyed = key('k');
    const kept = keyedReply(request({ keyed, ...changes }), ORDER, outTradeNo);
    expect(kept).toEqual([{ request: keyed, reply: { status: 201, body } }]);
  });

  it('that are not there are not kept', () => {
    expect(keyedReply(request(), ORDER, 'T1')).toEqual([]);
  });
});

describe('the order of a request', () => {
  it('is the one that was made for it before', () => {
    const placed = new Map([['01J', ORDER]]);
    const asked = request();
    expect(placedBefore(asked, placed)).toEqual([
      { request: asked, order: ORDER, payment: null, link: undefined },
    ]);
    expect(placedBefore(request({ requestId: '01K' }), placed)).toEqual([]);
  });

  it.each<[string, Parameters<typeof orderIn>[0]]>([
    ['was made now', { order: ORDER, payment: null, link: undefined }],
    ['was answered before', { known: { status: 201, body: orderView(ORDER) } }],
    [
      'was answered with its payment',
      { known: { status: 201, body: { order: orderView(ORDER), outTradeNo: 'T1' } } },
    ],
  ])('is shown when it %s', (_, placement) => {
    expect(orderIn(placement)).toEqual(orderView(ORDER));
    expect(orderNoIn(placement)).toBe('2026');
  });
});

describe('the trace of a request', () => {
  const made = (traceparent: string | null) => ({
    ...ROW,
    id: new NewId(null),
    limited: [{ skuId: 4, count: 2 }],
    lines: [{ ...NOTHING_MOVED, skuId: 4, count: 2, price: fen(100) } as FullOrder['lines'][0]],
    shipments: [],
    request: request({ traceparent }),
  });

  it("is that of its order's events", () => {
    const events = tracedEvents(made(TRACE));
    expect(events.map(({ type }) => type)).toEqual(['order.created', 'sku.stock_changed']);
    expect(events.map(({ traceparent }) => traceparent)).toEqual([TRACE, TRACE]);
    expect(tracedEvents(made(null)).some((event) => 'traceparent' in event)).toBe(false);
  });

  it("is that of its payment's, and of no other's", () => {
    const [traced, plain] = [made(TRACE), made(null)];
    const inTrace = inTraceOf([traced, plain]);
    const event = { type: 'payment.initiated', orderId: traced.id } as NewEvent;
    expect(inTrace(event)).toEqual({ ...event, traceparent: TRACE });
    for (const orderId of [plain.id, 'X']) {
      const other = { ...event, orderId } as NewEvent;
      expect(inTrace(other)).toBe(other);
    }
  });
});
