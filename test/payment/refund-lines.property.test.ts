import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addFen, fen, type Fen } from '../../src/kernel/money.js';
import type { BookedLine, LineRefunds } from '../../src/orders/model/order-record.js';
import { NOTHING_MOVED } from '../../src/orders/placement/new-order.js';
import { waitingCount } from '../../src/orders/model/shipment.js';
import {
  booksOf,
  lineRefundsOf,
  type RefundedOrder,
} from '../../src/payment/model/refund-books.js';
import type { RefundLineEntity } from '../../src/payment/model/refund-line.entity.js';
import {
  type PlannedLine,
  planRefund,
  type RefundContent,
  type RefundPlan,
} from '../../src/payment/model/refund-plan.js';
import type { RefundState } from '../../src/payment/model/refund-states.js';

const RUNS = 10_000;

interface Refund {
  readonly id: string;
  readonly amount: Fen;
  readonly freightAmount: Fen;
  readonly lines: readonly PlannedLine[];
  state: RefundState;
}

/** An order after it was paid, as books and shelves of a shop would show it, without the code that is tried. */
class Shop {
  readonly refunds: Refund[] = [];
  readonly shipped: number[];
  /** Pieces of each line that were sent back by the buyer and are here. */
  readonly returned: number[];
  readonly paid: Fen;

  constructor(
    readonly lines: readonly BookedLine[],
    readonly freight: Fen,
    readonly discount: Fen,
  ) {
    this.shipped = lines.map(() => 0);
    this.returned = lines.map(() => 0);
    const whole = addFen(freight, ...lines.map(({ amount }) => amount));
    this.paid = fen(whole - discount);
  }

  get counted(): Refund[] {
    return this.refunds.filter(({ state }) => state !== 'FAILED');
  }

  get order(): RefundedOrder {
    const refundLines = this.counted.flatMap(({ id: refundId, lines }) =>
      lines.map(({ id, ...line }): RefundLineEntity => ({ ...line, refundId, lineId: id })),
    );
    const lines = this.lines.map((line, index) => ({
      ...line,
      shippedCount: this.shipped[index] ?? 0,
    }));
    const { freight, discount, paid, counted: refunds } = this;
    return { order: { freight, discount }, lines, paid, refunds, refundLines };
  }

  refund(content: RefundContent): RefundPlan | null {
    const outcome = planRefund(booksOf(this.order), content);
    if (!outcome.ok) return null;
    const { amount, freight: freightAmount, lines } = outcome.plan;
    const id = String(this.refunds.length);
    this.refunds.push({ id, amount, freightAmount, lines, state: 'PROCESSING' });
    return outcome.plan;
  }

  end(which: number, state: 'SUCCEEDED' | 'FAILED' | 'UNKNOWN'): void {
    const open = this.refunds.filter(
      (one) => one.state === 'PROCESSING' || one.state === 'UNKNOWN',
    );
    const refund = open[which % Math.max(1, open.length)];
    if (refund !== undefined) refund.state = state;
  }

  ship(index: number, count: number): void {
    const line = this.order.lines[index];
    const refunds = lineRefundsOf(this.order)[index];
    if (line === undefined || refunds === undefined) return;
    const waits = waitingCount({ ...line, ...refunds });
    this.shipped[index] = (this.shipped[index] ?? 0) + Math.min(count, waits);
  }

  /** What breaks invariants 11 and 12 of after-sale.md, counted anew from the refunds. */
  faults(): string[] {
    const books = booksOf(this.order);
    const known = lineRefundsOf(this.order);
    const freight = addFen(...this.counted.map(({ freightAmount }) => freightAmount));
    const all = addFen(...this.counted.map(({ amount }) => amount));
    return [
      ...this.lines.flatMap((line, index) => {
        return this.lineFaults(line, index, books.lines[index]?.paid ?? 0, known[index]);
      }),
      ...failing({
        'more freight than was paid': freight > this.freight,
        'more than was paid': all > this.paid,
        'parts beyond the whole': this.refunds.some(({ amount, freightAmount, lines }) => {
          return addFen(freightAmount, ...lines.map((one) => one.amount)) > amount;
        }),
      }),
    ];
  }

  private lineFaults(
    { id, count }: BookedLine,
    index: number,
    paid: number,
    known: LineRefunds | undefined,
  ): string[] {
    const of = this.counted.flatMap(({ state, lines }) =>
      lines.filter((one) => one.id === id).map((one) => ({ ...one, state })),
    );
    const done = of.filter(({ state }) => state === 'SUCCEEDED');
    const pieces = of.reduce((sum, one) => sum + one.count, 0);
    const unshipped = of.reduce((sum, one) => sum + one.unshippedCount, 0);
    const restocking = of.reduce((sum, one) => sum + one.restockCount, 0);
    const money = addFen(...of.map(({ amount }) => amount));
    const [sent, back] = [this.shipped[index] ?? 0, this.returned[index] ?? 0];
    return failing({
      'more pieces than there are': pieces > count,
      'a piece shipped and refunded before that': sent + unshipped > count,
      'a shipped piece refunded twice': pieces - unshipped > sent,
      'a piece restocked that is not here': restocking > unshipped + back,
      'more money than was paid for the line': money > paid,
      'other figures than the refunds have':
        known?.refundedCount !== pieces ||
        known.refundedUnshippedCount !== unshipped ||
        known.restockedCount !== done.reduce((sum, one) => sum + one.restockCount, 0) ||
        known.refundedAmount !== money,
    });
  }
}

function failing(faults: Readonly<Record<string, boolean>>): string[] {
  return Object.keys(faults).filter((name) => faults[name] === true);
}

const SMALL = fc.integer({ min: 1, max: 4 });

/** Orders of which a price reduction makes the sums odd. */
const orders = fc
  .record({
    lines: fc.array(
      fc.record({
        count: SMALL,
        price: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 2_000_000 })),
        requiresShipping: fc.boolean(),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    freight: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1_500 })),
    off: fc.double({ min: 0, max: 0.99, noNaN: true }),
  })
  .map(({ lines, freight, off }) => {
    const whole = lines.map(({ count, price }) => fen(count * price));
    const discount = fen(Math.floor(addFen(...whole) * off));
    const booked = lines.map((line, index): BookedLine => ({
      ...NOTHING_MOVED,
      ...line,
      id: String(100 + index),
      skuId: index,
      name: '',
      picture: '',
      attributes: [],
      price: fen(line.price),
      amount: whole[index] ?? fen(0),
    }));
    return { booked, freight: fen(freight), discount };
  });

const which = fc.nat({ max: 5 });

const steps = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        what: fc.constant('lines' as const),
        pieces: fc.uniqueArray(
          fc.record({
            lineId: SMALL,
            count: SMALL,
            restock: fc.option(fc.boolean(), { nil: undefined }),
            from: fc.option(fc.constant('shipped' as const), { nil: undefined }),
            atMost: fc.option(fc.nat({ max: 50 }).map(fen), { nil: undefined, freq: 8 }),
          }),
          { selector: ({ lineId }) => lineId, maxLength: 3 },
        ),
        freight: fc.oneof(fc.constant(0), fc.nat({ max: 1_500 })),
      }),
    },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('everything' as const) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        what: fc.constant('amount' as const),
        sum: fc.integer({ min: 1, max: 3_000 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        what: fc.constant('end' as const),
        which,
        state: fc.constantFrom('SUCCEEDED' as const, 'FAILED' as const, 'UNKNOWN' as const),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ what: fc.constant('ship' as const), which, count: SMALL }),
    },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('return' as const), which }) },
  ),
  { minLength: 1, maxLength: 14 },
);

type Step = typeof steps extends fc.Arbitrary<(infer One)[]> ? One : never;

/** What was sent to the buyer, is refunded by its case, and came back. */
function takeBack(shop: Shop, index: number): void {
  const line = { lineId: index + 1, count: 1, from: 'returned' as const, restock: true };
  const plan = shop.refund({ scope: 'lines', lines: [line], freight: fen(0) });
  if (plan !== null) shop.returned[index] = (shop.returned[index] ?? 0) + 1;
}

/** Takes a step, and answers what is wrong with it. */
function take(shop: Shop, step: Step): string[] {
  const before = { pieces: piecesOf(shop), sum: sumOf(shop) };
  switch (step.what) {
    case 'lines':
      shop.refund({ scope: 'lines', lines: step.pieces, freight: fen(step.freight) });
      return [];
    case 'everything': {
      const plan = shop.refund({ scope: 'everything' });
      if (plan === null) return [];
      const all = shop.lines.map(({ count }) => count);
      return failing({
        'less than everything': before.sum + plan.amount !== shop.paid,
        'not all pieces': piecesOf(shop).join() !== all.join(),
      });
    }
    case 'amount':
      shop.refund({ scope: 'amount', amount: fen(step.sum) });
      return failing({
        'a free sum moved a piece': piecesOf(shop).join() !== before.pieces.join(),
      });
    case 'end':
      shop.end(step.which, step.state);
      return [];
    case 'ship':
      shop.ship(step.which, step.count);
      return [];
    case 'return':
      takeBack(shop, step.which);
      return [];
  }
}

function piecesOf(shop: Shop): number[] {
  return lineRefundsOf(shop.order).map(({ refundedCount }) => refundedCount);
}

function sumOf(shop: Shop): number {
  return addFen(...shop.counted.map(({ amount }) => amount));
}

/** Refunds of the pieces and the freight that are left, one after the other. */
function refundTheRest(shop: Shop): void {
  shop.lines.forEach((line, index) => {
    for (;;) {
      const known = lineRefundsOf(shop.order)[index];
      if (known === undefined || known.refundedCount === line.count) return;
      const piece = { lineId: index + 1, count: 1 };
      const isMade = shop.refund({ scope: 'lines', lines: [piece], freight: fen(0) }) !== null;
      // A piece that bears no fen goes with the one after it.
      const rest = { lineId: index + 1, count: line.count - known.refundedCount };
      if (!isMade && shop.refund({ scope: 'lines', lines: [rest], freight: fen(0) }) === null)
        return;
    }
  });
  const { freightLeft } = booksOf(shop.order);
  if (freightLeft > 0) shop.refund({ scope: 'lines', lines: [], freight: freightLeft });
}

it(`keeps 11 to 13 after each step of ${RUNS} orders`, () => {
  fc.assert(
    fc.property(orders, steps, ({ booked, freight, discount }, plan) => {
      const shop = new Shop(booked, freight, discount);
      for (const step of plan) {
        expect([...take(shop, step), ...shop.faults()]).toEqual([]);
      }
    }),
    { numRuns: RUNS },
  );
});

it('sends the payable back to the fen with the last piece and the freight, however many refunds failed', () => {
  const some = fc.array(
    fc.record({
      lineId: SMALL,
      count: SMALL,
      state: fc.constantFrom('SUCCEEDED' as const, 'FAILED' as const),
    }),
    { maxLength: 10 },
  );
  fc.assert(
    fc.property(orders, some, ({ booked, freight, discount }, plan) => {
      const shop = new Shop(booked, freight, discount);
      for (const { lineId, count, state } of plan) {
        shop.refund({ scope: 'lines', lines: [{ lineId, count }], freight: fen(0) });
        shop.end(0, state);
      }
      refundTheRest(shop);
      expect(shop.faults()).toEqual([]);
      const worthless = booksOf(shop.order).lines.map(({ paid }) => paid === 0);
      const left = shop.lines.map(({ count }, index) => count - (piecesOf(shop)[index] ?? 0));
      expect(left.filter((count, index) => count > 0 && worthless[index] === false)).toEqual([]);
      expect(sumOf(shop)).toBe(shop.paid);
    }),
    { numRuns: RUNS },
  );
});
