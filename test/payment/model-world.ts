import assert from 'node:assert/strict';
import { createSign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FaultSettings } from '../../simulator/control/faults.js';
import { Transactions } from '../../src/database/transactions.js';
import { EventHandlers } from '../../src/events/event-handlers.js';
import { CLOCK } from '../../src/kernel/clock.js';
import { DueOrders } from '../../src/orders/lifecycle/due-orders.service.js';
import { PaidPaymentPoller } from '../../src/payment/polling/paid-payment-poller.service.js';
import { RefundPoller } from '../../src/payment/polling/refund-poller.service.js';
import { OrderPoller } from '../../src/payment/polling/order-poller.service.js';
import type { Answer, Client } from '../support/client.js';
import type { MovableClock } from '../support/clock.js';
import { makeOtherKeys } from '../support/keys.js';
import { signNotify } from '../support/notify.js';
import { openShop, type Shop } from '../support/shop.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Clocks that differ by more are an operator's alarm: Alipay refuses their requests. */
const MAX_SKEW_MS = 8 * MINUTE;
/** The world comes to rest in steps of so many minutes, and not before the latest notify has come. */
const REST_MINUTES = 12;
const LATEST_NOTIFY_MINUTES = 48;
const REFUND = 'alipay.trade.refund';
const ONE_PIECE = { lines: [{ lineId: 1, count: 1 }] };
const ORDERS = '/api/v1/orders';

/** One order's story so far, as its buyer and the operator have it. */
export interface Story {
  readonly skuId: number;
  orderNo: string;
  /** The numbers of its orders so far: who buys once more tells on with the new one. */
  readonly orderNos: string[];
  link: string | null;
  returnUrl: string | null;
}

/** What goes wrong at the gateway from a step on, a few times. */
const FAULTS = {
  'notifies are lost': { loseNotifies: { count: 2 } },
  'notifies come twice': { doubleNotifies: { count: 3 } },
  'notifies come late': { delayNotifies: { count: 2, ms: 40 * MINUTE } },
  'notifies come in another order': { reorderNotifies: { count: 1 } },
  'success is not heard': { deafNotifies: { count: 2 } },
  'paid in the instant of the close': { payAtClose: { count: 1 } },
  'a close whose answer is lost': { loseAnswers: { count: 1, method: 'alipay.trade.close' } },
  'a query whose answer is lost': { loseAnswers: { count: 1, method: 'alipay.trade.query' } },
  'a refund whose answer is lost': { loseAnswers: { count: 1, method: REFUND } },
  'a refund whose request is lost': { loseRequests: { count: 1, method: REFUND } },
  'a refund answered by 20000': { unknownAnswers: { count: 1, method: REFUND } },
  'a refund answered by 502': { failAnswers: { count: 1, method: REFUND } },
  'a refund answered wrongly signed': { missignAnswers: { count: 1, method: REFUND } },
  'fund_change is N': { denyFundChange: { count: 1 } },
  'the balance is low': { emptyBalance: { count: 2 } },
  'an unsigned answer': { unsignAnswers: { count: 1 } },
  garbage: { garbleAnswers: { count: 1 } },
  'slow answers': { slowAnswers: { count: 2, ms: 30 } },
} as const satisfies Record<string, Partial<FaultSettings>>;

/** Thrown where a process is said to have died. */
class Killed extends Error {}

type Death = 'before the commit' | 'after the commit';
type Run = Transactions['run'];

/** A shop whose processes can be made to die at the next commit, and whose events somebody listens to. */
export class World {
  private readonly deaths: Death[] = [];
  readonly delivered = new Map<string, string[]>();
  /** Refunds that were made on Alipay's own pages. */
  readonly foreignNumbers = new Set<string>();
  private readonly foreignKeys = makeOtherKeys();
  private deathsDied = 0;
  /** By how much the shop's clock is before Alipay's, in milliseconds. */
  private skewMs = 0;

  private constructor(
    readonly shop: Shop,
    readonly buyer: Client,
    readonly stranger: Client,
    readonly operator: Client,
  ) {
    const transactions = shop.app.get(Transactions);
    const run: Run = transactions.run.bind(transactions);
    transactions.run = (work) => this.mortal(run, work);
    shop.app.get(EventHandlers).on('model', 'all', (_, events) => {
      for (const { orderId, id } of events) {
        const of = orderId ?? '';
        this.delivered.set(of, [...(this.delivered.get(of) ?? []), id]);
      }
      return Promise.resolve();
    });
  }

  static async open(more: Readonly<Record<string, string>>): Promise<World> {
    const patient = { JWT_TTL_SECONDS: '31536000', COMPLETE_AFTER_HOURS: '2' };
    // Real seconds, which no story is about.
    const quick = { ALIPAY_PAID_ASKS_PER_SECOND: '1000' };
    const shop = await openShop({ ...patient, ...quick, ...more });
    const [buyer, stranger] = [await shop.customer(), await shop.customer()];
    return new World(shop, buyer, stranger, await shop.operator());
  }

  async close(): Promise<void> {
    this.foreignKeys.remove();
    await this.shop.close();
  }

  private async mortal<Result>(run: Run, work: Parameters<Run>[0]): Promise<Result> {
    const death = this.deaths.shift();
    const result = await run(async (tx) => {
      const made = await work(tx);
      if (death === 'before the commit') this.die(death);
      return made;
    });
    if (death === 'after the commit') this.die(death);
    return result as Result;
  }

  private die(death: Death): never {
    this.deathsDied += 1;
    throw new Killed(death);
  }

  /** Asks the API; whatever is refused, it must know why, unless somebody died meanwhile. */
  private async ask(
    by: Client,
    path: string,
    body?: object,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    const deathsBefore = this.deathsDied;
    const answer = await by.post(path, body, headers);
    const isExcused = this.deathsDied > deathsBefore;
    assert.ok(answer.status !== 500 || isExcused, `POST ${path}: ${answer.text}`);
    return answer;
  }

  /** What each step does. Refusals are part of life; what must never be answered fails the run. */
  readonly deeds: Readonly<Record<string, (story: Story) => unknown>> = {
    'buy once more': (story) => this.buy(story),
    'buy once more, twice at once': (story) => this.buyTwice(story),
    'two buyers want the last pieces': (story) => this.buyTheLast(story),
    link: (story) => this.newLink(story),
    open: async (story) => {
      const link = story.link ?? (await this.newLink(story));
      if (link !== null) this.shop.simulator.buyer.open(link);
    },
    pay: (story) => this.pay(story),
    'cancel, and pay all the same': async (story) => {
      await this.newLink(story);
      await this.ask(this.buyer, `/api/v1/orders/${story.orderNo}/cancel`);
      await this.pay(story);
    },
    'pay one fen': async (story) => {
      const link = story.link ?? (await this.newLink(story));
      if (link === null) return;
      this.shop.simulator.buyer.open(this.forOneFen(link));
      this.shop.simulator.buyer.pay(story.orderNo);
    },
    return: ({ returnUrl }) => returnUrl !== null && fetch(returnUrl),
    sync: ({ orderNo }) => this.ask(this.buyer, `/api/v1/orders/${orderNo}/payment/sync`),
    cancel: ({ orderNo }) => this.ask(this.buyer, `/api/v1/orders/${orderNo}/cancel`),
    sweep: () => this.sweep(),
    relay: () => this.shop.relay().catch(() => 0),
    'refund a part': ({ orderNo }) => this.refund(this.operator, orderNo, '60.00'),
    'refund another part twice at once': ({ orderNo }) => this.refundTwice(orderNo),
    'refund the freight': ({ orderNo }) =>
      this.refundOf(this.operator, orderNo, { lines: [], freight: '10.00' }),
    'refund a piece': ({ orderNo }) => this.refundOf(this.operator, orderNo, ONE_PIECE),
    'refund a piece that is not put back': ({ orderNo }) =>
      this.refundOf(this.operator, orderNo, {
        lines: [{ lineId: 1, count: 1, restock: false }],
        freight: '0.01',
      }),
    'refund all by a free sum': ({ orderNo }) => this.refund(this.operator, orderNo, '209.00'),
    'refund everything': ({ orderNo }) =>
      this.refundOf(this.operator, orderNo, { everything: true }),
    'ask for a piece': async ({ orderNo }) => {
      const { body } = await this.refundOf(this.buyer, orderNo, ONE_PIECE);
      if (body.id === undefined) return;
      await this.ask(this.operator, `/api/v1/orders/${orderNo}/refunds/${body.id}/approve`);
    },
    'ask for a piece, and wait': ({ orderNo }) => this.refundOf(this.buyer, orderNo, ONE_PIECE),
    'ask for a refund': async ({ orderNo }) => {
      const { body } = await this.refund(this.buyer, orderNo, '1.00');
      if (body.id === undefined) return;
      await this.ask(this.operator, `/api/v1/orders/${orderNo}/refunds/${body.id}/approve`);
    },
    'ask for a refund in vain': async ({ orderNo }) => {
      const { body } = await this.refund(this.buyer, orderNo, '2.00');
      if (body.id === undefined) return;
      await this.ask(this.operator, `/api/v1/orders/${orderNo}/refunds/${body.id}/reject`);
    },
    'ask for all, and wait': ({ orderNo }) => this.refund(this.buyer, orderNo, '209.00'),
    'refund a part, whoever asked': ({ orderNo }) => {
      const path = `/api/v1/orders/${orderNo}/refunds`;
      const body = { amount: '30.00', reason: '试验', closeRequests: true };
      return this.ask(this.operator, path, body);
    },
    "refund a part on Alipay's pages": ({ orderNo }) => this.refundOnItsPages(orderNo, '50.00'),
    "refund the rest on Alipay's pages": ({ orderNo }) => this.refundOnItsPages(orderNo),
    "refund the rest on Alipay's pages, unheard": ({ orderNo }) =>
      this.refundOnItsPages(orderNo, undefined, false),
    'end the refund window': ({ orderNo }) => this.shop.simulator.console.finish(orderNo),
    'an operator sends back what is held': () => this.sendHeldBack(),
    ship: ({ orderNo }) => {
      const shipment = { carrier: '顺丰', trackingNumber: 'SF1' };
      return this.ask(this.operator, `/api/v1/orders/${orderNo}/ship`, shipment);
    },
    receive: ({ orderNo }) => this.ask(this.buyer, `/api/v1/orders/${orderNo}/receive`),
    'forge a notify': async ({ orderNo }) => {
      const claim = { out_trade_no: orderNo, total_amount: '209.00', trade_no: '2026112122' };
      const form = signNotify(this.foreignKeys, claim);
      const answer = await this.shop.anybody.postForm('/api/v1/alipay/notify', form);
      assert.equal(answer.text, 'failure');
    },
    'a stranger tries': async ({ orderNo }) => {
      for (const deed of ['cancel', 'payment/sync', 'receive']) {
        const answer = await this.stranger.post(`/api/v1/orders/${orderNo}/${deed}`);
        assert.equal(answer.status, 404, `a stranger's ${deed}`);
      }
    },
    'a worker dies with what it claimed': async () => {
      const due = this.shop.app.get(DueOrders);
      const orders = await due.claim(100).catch(() => []);
      const { claims } = this.shop.app.get(RefundPoller);
      const refunds = await claims.claim({ columns: 'id', limit: 50 }).catch(() => []);
      const { claims: paidClaims } = this.shop.app.get(PaidPaymentPoller);
      const paid = await paidClaims.claim({ columns: 'id', limit: 50 }).catch(() => []);
      // Nobody renews them, and nobody works on them.
      orders.forEach(({ id }) => due.claims.done(id));
      refunds.forEach(({ id }) => claims.done(id));
      paid.forEach(({ id }) => paidClaims.done(id));
    },
    'somebody dies before the commit': () => this.deaths.push('before the commit'),
    'somebody dies after the commit': () => this.deaths.push('after the commit'),
    'wait 8 seconds': () => this.shop.advance(8_000),
    'wait 2 minutes': () => this.shop.advance(2 * MINUTE),
    'wait 31 minutes': () => this.shop.advance(31 * MINUTE),
    'wait 3 hours': () => this.shop.advance(3 * HOUR),
    "the shop's clock jumps ahead": () => this.skew(4 * MINUTE),
    "the shop's clock jumps back": () => this.skew(-4 * MINUTE),
    "Alipay's clock jumps ahead": () => {
      if (this.skewMs - 4 * MINUTE < -MAX_SKEW_MS) return;
      this.shop.simulator.clock.advance(4 * MINUTE);
      this.skewMs -= 4 * MINUTE;
    },
    'the clocks are set right': () => this.skew(-this.skewMs),
    ...Object.fromEntries(
      Object.entries(FAULTS).map(([name, patch]) => [
        name,
        () => this.shop.simulator.faults.set(patch),
      ]),
    ),
  };

  /** One round of the worker. */
  async sweep(): Promise<number> {
    await this.shop.app.get(PaidPaymentPoller).work.finish().catch(none);
    const orders = await this.shop.app.get(OrderPoller).work.finish().catch(none);
    return orders + (await this.shop.app.get(RefundPoller).work.finish().catch(none));
  }

  /** Lets everything that is owed be done: no faults, the clock past every deadline, nothing due any more. */
  async comeToRest(): Promise<void> {
    this.deaths.length = 0;
    this.shop.simulator.faults.reset();
    this.skew(-this.skewMs);
    await this.letHoursPass();
    let isAskedAgain = false;
    for (let rounds = 0; rounds < 60; rounds += 1) {
      this.shop.advance(REST_MINUTES * MINUTE);
      await this.shop.simulator.settled();
      while ((await this.sweep()) > 0);
      await this.shop.relay();
      const isLate = rounds * REST_MINUTES >= LATEST_NOTIFY_MINUTES;
      if (!isLate || (await this.owed()) > 0) continue;
      if (isAskedAgain) return;
      // A late notify tells of a trade as it was: what went back since shows when the payment is asked about.
      await this.letHoursPass();
      isAskedAgain = true;
    }
  }

  /** Until all paid payments are due to be asked about: too long for the rest of the story to wait. */
  private async letHoursPass(): Promise<void> {
    await this.shop.database.query('UPDATE payments SET recheck_at = paid_at WHERE recheck_at > 0');
  }

  /** How many things wait to be done by somebody here. */
  private async owed(): Promise<number> {
    const [row] = await this.shop.database.query<{ n: string }>(
      `SELECT (SELECT COUNT(*) FROM orders WHERE state = 'PENDING_PAYMENT')
         + (SELECT COUNT(*) FROM refunds WHERE state IN ('PROCESSING', 'UNKNOWN'))
         + (SELECT COUNT(*) FROM outbox WHERE pending = 1) AS n`,
    );
    return Number(row?.n);
  }

  private skew(ms: number): void {
    if (Math.abs(this.skewMs + ms) > MAX_SKEW_MS) return;
    this.shop.app.get<MovableClock>(CLOCK).advance(ms);
    this.skewMs += ms;
  }

  /** The request of a buyer who has seen the price; null when there is nothing left to buy. */
  private async request(by: Client, skuId: number, count: number): Promise<object | null> {
    const { body } = await this.ask(by, '/api/v1/orders/quote', { source: 'buyNow', skuId, count });
    const addressId: unknown = body.addresses?.[0]?.id;
    return body.quoteToken === undefined ? null : { quoteToken: body.quoteToken, addressId };
  }

  private async buy(story: Story): Promise<void> {
    const request = await this.request(this.buyer, story.skuId, 2);
    if (request !== null) this.goOnWith(story, await this.ask(this.buyer, ORDERS, request));
  }

  /** Invariant 7: the same key at the same time is one order. */
  private async buyTwice(story: Story): Promise<void> {
    const request = await this.request(this.buyer, story.skuId, 1);
    if (request === null) return;
    const key = { 'idempotency-key': `${story.orderNo}-${Math.random()}` };
    const ask = () => this.ask(this.buyer, ORDERS, request, key);
    const made = (await Promise.all([ask(), ask()])).filter(({ status }) => status === 201);
    assert.ok(new Set(made.map(({ body }) => body.orderNo)).size < 2, 'one key, two orders');
    const [order] = made;
    if (order !== undefined) this.goOnWith(story, order);
  }

  /** Both have seen all that is left; one gets it at most, and in the end it comes back, for nobody pays. */
  private async buyTheLast({ skuId }: Story): Promise<void> {
    const sql = 'SELECT stock FROM skus WHERE id = ?';
    const [sku] = await this.shop.database.query<{ stock: number }>(sql, [skuId]);
    const buyers = [this.buyer, this.stranger];
    const count = sku?.stock ?? 0;
    if (count === 0) return;
    const requests = await Promise.all(buyers.map((by) => this.request(by, skuId, count)));
    const asks = requests.flatMap((request, i) => {
      const by = buyers[i];
      return request === null || by === undefined ? [] : [this.ask(by, ORDERS, request)];
    });
    await Promise.all(asks);
  }

  private goOnWith(story: Story, { status, body }: Answer): void {
    if (status !== 201) return;
    story.orderNo = body.orderNo;
    story.orderNos.push(story.orderNo);
    story.link = null;
    story.returnUrl = null;
  }

  private async newLink(story: Story): Promise<string | null> {
    const path = `/api/v1/orders/${story.orderNo}/payments`;
    const { body } = await this.ask(this.buyer, path, { method: 'page' });
    story.link = body.payUrl ?? story.link;
    return story.link;
  }

  private async pay(story: Story): Promise<void> {
    const link = story.link ?? (await this.newLink(story));
    if (link !== null) this.shop.simulator.buyer.open(link);
    const paid = this.shop.simulator.buyer.pay(story.orderNo);
    if (paid.ok) story.returnUrl = paid.value.returnUrl;
  }

  private refundOnItsPages(orderNo: string, amount?: string, isTold = true): void {
    const number = `C${this.foreignNumbers.size}`;
    const { console: pages } = this.shop.simulator;
    const how = isTold ? 'refund' : 'refundUnheard';
    const { ok } = pages[how](orderNo, amount, number);
    if (ok) this.foreignNumbers.add(number);
  }

  private async sendHeldBack(): Promise<void> {
    const { body } = await this.operator.get('/api/v1/incidents?state=OPEN');
    for (const { id } of body.items ?? []) {
      await this.ask(this.operator, `/api/v1/incidents/${id}/refund`);
    }
  }

  private refund(by: Client, orderNo: string, amount: string): Promise<Answer> {
    return this.refundOf(by, orderNo, { amount });
  }

  private refundOf(by: Client, orderNo: string, content: object): Promise<Answer> {
    const request = { ...content, reason: '试验' };
    return this.ask(by, `/api/v1/orders/${orderNo}/refunds`, request);
  }

  /** Invariant 7: the same key at the same time is one refund. */
  private async refundTwice(orderNo: string): Promise<void> {
    const key = { 'idempotency-key': `${orderNo}-${Math.random()}` };
    const request = { amount: '70.00', reason: '试验' };
    const path = `/api/v1/orders/${orderNo}/refunds`;
    const ask = () => this.ask(this.operator, path, request, key);
    const answers = await Promise.all([ask(), ask()]);
    const made = answers.filter(({ status }) => status === 201);
    assert.ok(new Set(made.map(({ body }) => body.id)).size < 2, 'one key, two refunds');
  }

  /** The same link with another sum, signed by the same merchant: genuine, and not what was asked for. */
  private forOneFen(link: string): string {
    const url = new URL(link);
    const biz: object = JSON.parse(url.searchParams.get('biz_content') ?? '{}');
    url.searchParams.set('biz_content', JSON.stringify({ ...biz, total_amount: '0.01' }));
    url.searchParams.delete('sign');
    const text = [...url.searchParams]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map((pair) => pair.join('='))
      .join('&');
    const key = readFileSync(this.shop.keys.appPrivateKeyFile, 'utf8');
    url.searchParams.set('sign', createSign('RSA-SHA256').update(text).sign(key, 'base64'));
    return url.href;
  }
}

function none(): number {
  return 0;
}
