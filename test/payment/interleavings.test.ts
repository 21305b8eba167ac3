import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RefundSweep } from '../../src/payment/refund-sweep.service.js';
import { Sweep } from '../../src/payment/sweep.service.js';
import { faultsOfBooks } from '../support/books.js';
import type { Client } from '../support/client.js';
import { openShop, placeOrder, type Shop } from '../support/shop.js';

const MINUTE = 60_000;
const STEPS = [
  'link',
  'open',
  'pay',
  'return',
  'sync',
  'cancel',
  'sweep',
  'refund-part',
  'refund-all',
  'ask-refund',
  'console-part',
  'console-all',
  'ship',
  'lose-notifies',
  'repeat-notifies',
  'hear-notifies',
  'wait-8-seconds',
  'wait-31-minutes',
] as const;

type Step = (typeof STEPS)[number];

/** One order's story so far, as its buyer and the operator have it. */
interface Story {
  readonly orderNo: string;
  link: string | null;
  returnUrl: string | null;
}

let shop: Shop;
let buyer: Client;
let operator: Client;
const initialStock = new Map<number, number>();

beforeAll(async () => {
  shop = await openShop({ JWT_TTL_SECONDS: '31536000' });
  buyer = await shop.customer();
  operator = await shop.operator();
});

afterAll(() => shop.close());

async function sweep(): Promise<void> {
  await shop.app.get(Sweep).round();
  await shop.app.get(RefundSweep).round();
}

/** What each step does; refusals are part of life and are not looked at. */
const deeds: Record<Step, (story: Story) => unknown> = {
  link: async (story) => {
    const path = `/api/v1/orders/${story.orderNo}/payments`;
    const answer = await buyer.post(path, { method: 'page' });
    story.link = answer.body.payUrl ?? story.link;
  },
  open: (story) => story.link !== null && shop.simulator.buyer.open(story.link),
  pay: (story) => {
    const paid = shop.simulator.buyer.pay(story.orderNo);
    if (paid.ok) story.returnUrl = paid.value.returnUrl;
  },
  return: (story) => story.returnUrl !== null && fetch(story.returnUrl),
  sync: ({ orderNo }) => buyer.post(`/api/v1/orders/${orderNo}/payment/sync`),
  cancel: ({ orderNo }) => buyer.post(`/api/v1/orders/${orderNo}/cancel`),
  sweep: () => sweep(),
  'refund-part': ({ orderNo }) => refund(operator, orderNo, '60.00'),
  'refund-all': ({ orderNo }) => refund(operator, orderNo, '209.00'),
  'ask-refund': ({ orderNo }) =>
    refund(buyer, orderNo, '1.00').then(({ body }) =>
      operator.post(`/api/v1/orders/${orderNo}/refunds/${body.id}/approve`),
    ),
  'console-part': ({ orderNo }) => shop.simulator.console.refund(orderNo, '50.00'),
  'console-all': ({ orderNo }) => shop.simulator.console.refund(orderNo),
  ship: ({ orderNo }) => {
    const shipment = { carrier: '顺丰', trackingNumber: 'SF1' };
    return operator.post(`/api/v1/orders/${orderNo}/ship`, shipment);
  },
  'lose-notifies': () => shop.simulator.faults.set({ loseNotifies: { probability: 1 } }),
  'repeat-notifies': () => shop.simulator.faults.set({ repeatNotifies: 3 }),
  'hear-notifies': () => shop.simulator.faults.reset(),
  'wait-8-seconds': () => shop.advance(8_000),
  'wait-31-minutes': () => shop.advance(31 * MINUTE),
};

function refund(by: Client, orderNo: string, amount: string) {
  return by.post(`/api/v1/orders/${orderNo}/refunds`, { amount, reason: 'x' });
}

/** Lets everything that is owed be done: notifies heard, the clock past every deadline, nothing due any more. */
async function comeToRest(): Promise<void> {
  shop.simulator.faults.reset();
  for (let minutes = 0; minutes < 60; minutes += 6) {
    shop.advance(6 * MINUTE);
    await shop.simulator.settled();
    while ((await shop.app.get(Sweep).round()) > 0);
    while ((await shop.app.get(RefundSweep).round()) > 0);
  }
}

/** Alipay tells of a partial refund on its console by notify or by the bill alone: a query says nothing of it. */
function isHeard(steps: readonly { readonly step: Step }[]): boolean {
  const names = steps.map(({ step }) => step);
  return !(names.includes('console-part') && names.includes('lose-notifies'));
}

/** Stories that chance alone would seldom tell, each of one order; single steps may come between any two. */
const PHRASES: readonly (readonly Step[])[] = [
  ['link', 'open', 'pay'],
  ['link', 'cancel', 'open', 'pay'],
  ['lose-notifies', 'link', 'open', 'pay', 'cancel'],
  ['lose-notifies', 'link', 'open', 'pay', 'wait-31-minutes', 'sweep'],
  ['link', 'open', 'pay', 'refund-part', 'refund-part', 'ask-refund'],
  ['link', 'open', 'pay', 'console-part', 'refund-all', 'console-all'],
];

const told = fc.record({ order: fc.nat(2), beside: fc.boolean() });

const single = fc.tuple(told, fc.constantFrom(...STEPS)).map(([how, step]) => [{ ...how, step }]);

const phrase = fc
  .tuple(told, fc.constantFrom(...PHRASES))
  .map(([how, said]) => said.map((step) => ({ ...how, step })));

const steps = fc
  .array(fc.oneof({ weight: 2, arbitrary: phrase }, { weight: 3, arbitrary: single }), {
    minLength: 3,
    maxLength: 12,
  })
  .map((parts) => parts.flat())
  .filter(isHeard);

describe('any interleaving of buyers, operators, Alipay and the worker', () => {
  it('ends with books that agree with Alipay to the fen', async () => {
    const run = fc.asyncProperty(steps, async (plan) => {
      const skuId = await shop.sku({ stock: 5 });
      initialStock.set(skuId, 5);
      const stories: Story[] = [];
      for (let made = 0; made < 3; made += 1) {
        const { orderNo } = await placeOrder(buyer, skuId);
        stories.push({ orderNo, link: null, returnUrl: null });
      }
      const beside: unknown[] = [];
      for (const { order, step, beside: atOnce } of plan) {
        const story = stories[order];
        if (story === undefined) throw new Error('no such story');
        const deed = Promise.resolve(deeds[step](story));
        // What runs beside the next steps races with them.
        if (atOnce) beside.push(deed);
        else await deed;
      }
      await Promise.all(beside);
      await comeToRest();
      expect(await faultsOfBooks(shop, initialStock)).toEqual([]);
    });
    await fc.assert(run, {
      numRuns: Number(process.env['INTERLEAVINGS'] ?? 80),
      endOnFailure: true,
    });
  }, 600_000);
});
