import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addFen, fen, type Fen } from '../../src/kernel/money.js';
import { nextState } from '../../src/kernel/state-table.js';
import { isNothingWaiting, linesAfter, planShipment } from '../../src/orders/model/shipment.js';
import { casePieces } from '../../src/payment/after-sales/after-sale-rules.js';
import {
  AFTER_SALE_TABLE,
  type AfterSaleEvent,
  type AfterSaleState,
  type AfterSaleType,
  failEvent,
  holdsPieces,
} from '../../src/payment/after-sales/after-sale-states.js';
import { receiptContent, receivedLines } from '../../src/payment/after-sales/receipt-rules.js';
import {
  planRefund,
  type RefundContent,
  type RefundPlan,
} from '../../src/payment/model/refund-plan.js';

/** How many random orders live; 10,000 before a release. */
const RUNS = Number(process.env['AFTER_SALE_RUNS'] ?? 1_000);

interface Line {
  readonly id: string;
  readonly skuId: number;
  readonly name: string;
  readonly requiresShipping: boolean;
  readonly count: number;
  readonly paid: Fen;
  shippedCount: number;
  refundedCount: number;
  refundedUnshippedCount: number;
  inCaseCount: number;
  charged: Fen;
  /** Pieces that are in the stock again, by what was booked as received back. */
  restocked: number;
  receivedBack: number;
}

interface Case {
  readonly type: AfterSaleType;
  readonly lineId: number;
  readonly count: number;
  state: AfterSaleState;
  /** Null before anything was booked. */
  received: number | null;
  plan: RefundPlan | null;
}

interface World {
  lines: Line[];
  readonly cases: Case[];
  readonly paid: Fen;
  refunded: Fen;
  isReceived: boolean;
}

const anyLine = fc.record({
  count: fc.integer({ min: 1, max: 6 }),
  paid: fc.integer({ min: 1, max: 99_999 }),
  requiresShipping: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.constant(false)),
});

const anyStep = fc.record({
  what: fc.constantFrom(
    ...(['ship', 'shipAll', 'receive', 'claim', 'agree', 'reject', 'withdraw'] as const),
    ...(['sendBack', 'receiveBack', 'expire', 'refund', 'succeed', 'fail'] as const),
  ),
  lineId: fc.integer({ min: 1, max: 4 }),
  count: fc.integer({ min: 1, max: 6 }),
  type: fc.constantFrom<AfterSaleType>('refundOnly', 'returnAndRefund'),
  index: fc.nat(5),
  restock: fc.boolean(),
});

type Step = typeof anyStep extends fc.Arbitrary<infer S> ? S : never;

function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'Problem') throw error;
  }
}

/** Pieces that a case holds while it does: what did not come back is let go of. */
function heldBy({ count, received }: Case): number {
  return received ?? count;
}

/** Moves a case as the repository does: its pieces are held or let go with it. */
function move(world: World, one: Case, event: AfterSaleEvent): boolean {
  const after = nextState(AFTER_SALE_TABLE, one.state, event);
  if (after === null) return false;
  const line = world.lines[one.lineId - 1];
  const held = Number(holdsPieces(after)) - Number(holdsPieces(one.state));
  if (line !== undefined) line.inCaseCount += held * heldBy(one);
  one.state = after;
  return true;
}

/** A refund's pieces and money, taken (1) or given back because it failed (-1). */
function book(world: World, plan: RefundPlan, sign: 1 | -1): void {
  for (const planned of plan.lines) {
    const line = world.lines[planned.lineId - 1];
    if (line === undefined) throw new Error('no such line');
    line.refundedCount += sign * planned.count;
    line.refundedUnshippedCount += sign * planned.unshippedCount;
    line.charged = fen(line.charged + sign * planned.paidAmount);
  }
  world.refunded = fen(world.refunded + sign * plan.amount);
}

function startRefund(world: World, one: Case, content: RefundContent): void {
  const books = {
    left: fen(world.paid - world.refunded),
    freightLeft: fen(0),
    lines: world.lines,
  };
  const outcome = planRefund(books, content);
  if (!outcome.ok) return;
  if (!move(world, one, 'refund')) return;
  one.plan = outcome.plan;
  book(world, outcome.plan, 1);
}

function contentOf(one: Case, restock: boolean): RefundContent {
  const { lineId, count, received } = one;
  const of = { afterSaleId: '1', rowId: '1', skuId: 1, name: '灯', lineId, count };
  if (one.type === 'returnAndRefund') {
    return receiptContent([{ ...of, receivedCount: received, restock }]);
  }
  return { scope: 'lines', lines: [{ lineId, count }], freight: fen(0) };
}

function putBack(world: World, plan: RefundPlan): void {
  for (const { lineId, restockCount } of plan.lines) {
    const line = world.lines[lineId - 1];
    if (line !== undefined) line.restocked += restockCount;
  }
}

function live(world: World, step: Step): void {
  const one = world.cases[step.index];
  switch (step.what) {
    case 'ship':
    case 'shipAll': {
      if (world.isReceived) return;
      const wanted = step.what === 'ship' ? [{ lineId: step.lineId, count: step.count }] : null;
      world.lines = linesAfter(world.lines, planShipment(world.lines, wanted));
      return;
    }
    case 'receive':
      world.isReceived ||=
        isNothingWaiting(world.lines) && world.cases.every((c) => c.plan === null);
      return;
    case 'claim': {
      const { type, lineId, count } = step;
      if (type === 'returnAndRefund' && !world.isReceived) return;
      casePieces(world.lines, [{ lineId, count }], { type, isReceived: world.isReceived });
      const line = world.lines[lineId - 1];
      if (line !== undefined) line.inCaseCount += count;
      world.cases.push({ type, lineId, count, state: 'APPLIED', received: null, plan: null });
      return;
    }
    case 'agree':
    case 'reject':
    case 'withdraw':
      if (one !== undefined) move(world, one, step.what);
      return;
    case 'sendBack':
    case 'expire':
      if (one?.type === 'returnAndRefund') move(world, one, step.what);
      return;
    case 'receiveBack': {
      if (one?.state !== 'SENT_BACK') return;
      const { lineId, count } = one;
      const asked = { afterSaleId: '1', rowId: '1', skuId: 1, name: '灯', lineId, count };
      const came = { lineId, count: Math.min(step.count, count), restock: step.restock };
      const [booked] = receivedLines([{ ...asked, receivedCount: null, restock: null }], [came]);
      const received = booked?.receivedCount ?? 0;
      one.received = received;
      move(world, one, 'receiveBack');
      const line = world.lines[lineId - 1];
      if (line === undefined) return;
      line.receivedBack += received;
      line.inCaseCount -= count - received;
      return;
    }
    case 'refund': {
      const isReady = one?.type === 'refundOnly' ? 'AGREED' : 'RECEIVED_BACK';
      if (one?.state === isReady) startRefund(world, one, contentOf(one, step.restock));
      return;
    }
    case 'succeed':
    case 'fail': {
      const plan = one?.plan ?? null;
      if (one === undefined || plan === null) return;
      one.plan = null;
      move(world, one, step.what === 'succeed' ? 'refunded' : failEvent(one.type));
      if (step.what === 'fail') return book(world, plan, -1);
      return putBack(world, plan);
    }
  }
}

function check({ lines, cases, paid, refunded }: World): void {
  expect(refunded).toBeLessThanOrEqual(paid);
  for (const [index, line] of lines.entries()) {
    const { count, shippedCount, refundedCount, refundedUnshippedCount, inCaseCount } = line;
    const own = cases.filter((one) => one.lineId === index + 1 && holdsPieces(one.state));
    expect(inCaseCount).toBe(own.reduce((sum, one) => sum + heldBy(one), 0));
    expect(refundedCount + inCaseCount).toBeLessThanOrEqual(count);
    expect(shippedCount).toBeLessThanOrEqual(count - refundedUnshippedCount);
    expect(refundedCount - refundedUnshippedCount).toBeLessThanOrEqual(shippedCount);
    expect(line.charged).toBeLessThanOrEqual(line.paid);
    if (refundedCount === count) expect(line.charged).toBe(line.paid);
    // Nothing is restocked that is not here: it never left, or was booked as received back.
    const here = line.requiresShipping ? refundedUnshippedCount + line.receivedBack : count;
    expect(line.restocked).toBeLessThanOrEqual(here);
  }
}

describe('parcels and cases of any order', () => {
  it('send, refund and restock each piece once at most, and no more money than was paid', () => {
    fc.assert(
      fc.property(
        fc.array(anyLine, { minLength: 1, maxLength: 4 }),
        fc.array(anyStep, { maxLength: 40 }),
        (begun, steps) => {
          const lines = begun.map(({ count, paid, requiresShipping }, i) => ({
            id: String(i + 1),
            skuId: i + 1,
            name: '灯',
            requiresShipping,
            count,
            paid: fen(paid),
            shippedCount: 0,
            refundedCount: 0,
            refundedUnshippedCount: 0,
            inCaseCount: 0,
            charged: fen(0),
            restocked: 0,
            receivedBack: 0,
          }));
          const paid = addFen(...lines.map((line) => line.paid));
          const world: World = { lines, cases: [], paid, refunded: fen(0), isReceived: false };
          for (const step of steps) {
            attempt(() => live(world, step));
            check(world);
          }
        },
      ),
      { numRuns: RUNS },
    );
  });
});
