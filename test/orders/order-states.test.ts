import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nextState } from '../../src/kernel/state-table.js';
import {
  ORDER_EVENTS,
  ORDER_STATES,
  ORDER_TABLE,
  type OrderEvent,
  type OrderState,
} from '../../src/orders/model/order-states.js';
import { faultsOfTable } from '../support/table-faults.js';

/** domain.md, written down a second time: every move that is allowed. */
const ALLOWED: [OrderState, OrderEvent, OrderState][] = [
  ['PENDING_PAYMENT', 'payShipped', 'TO_SHIP'],
  ['PENDING_PAYMENT', 'payVirtual', 'RECEIVED'],
  ['PENDING_PAYMENT', 'cancel', 'CANCELLED'],
  ['PENDING_PAYMENT', 'expire', 'EXPIRED'],
  ['TO_SHIP', 'shipPart', 'PARTLY_SHIPPED'],
  ['TO_SHIP', 'ship', 'SHIPPED'],
  ['TO_SHIP', 'refund', 'REFUNDED'],
  ['PARTLY_SHIPPED', 'shipPart', 'PARTLY_SHIPPED'],
  ['PARTLY_SHIPPED', 'ship', 'SHIPPED'],
  ['PARTLY_SHIPPED', 'refund', 'REFUNDED'],
  ['TO_SHIP', 'refundRest', 'RECEIVED'],
  ['SHIPPED', 'receive', 'RECEIVED'],
  ['SHIPPED', 'refund', 'REFUNDED'],
  ['RECEIVED', 'complete', 'COMPLETED'],
  ['RECEIVED', 'refund', 'REFUNDED'],
  ['COMPLETED', 'refund', 'REFUNDED'],
  ['CANCELLED', 'reviveShipped', 'TO_SHIP'],
  ['CANCELLED', 'reviveVirtual', 'RECEIVED'],
  ['EXPIRED', 'reviveShipped', 'TO_SHIP'],
  ['EXPIRED', 'reviveVirtual', 'RECEIVED'],
];

const PRODUCT = ORDER_STATES.flatMap((state) =>
  ORDER_EVENTS.map((event) => {
    const allowed = ALLOWED.find(([from, by]) => from === state && by === event);
    return [state, event, allowed?.[2] ?? null] as const;
  }),
);

describe('the order table', () => {
  it('has no unreachable and no unknown state', () => {
    expect(faultsOfTable(ORDER_TABLE, 'PENDING_PAYMENT')).toEqual({ unreachable: [], unknown: [] });
  });

  it.each(PRODUCT)('%s by %s: %s', (state, event, expected) => {
    expect(nextState(ORDER_TABLE, state, event)).toBe(expected);
  });

  it('never leads back to unpaid, and nothing follows a refund', () => {
    const anyEvents = fc.array(fc.constantFrom(...ORDER_EVENTS), { maxLength: 30 });
    fc.assert(
      fc.property(anyEvents, (events) => {
        let state: OrderState = 'PENDING_PAYMENT';
        for (const event of events) {
          const next: OrderState | null = nextState(ORDER_TABLE, state, event);
          expect(next).not.toBe('PENDING_PAYMENT');
          if (state === 'REFUNDED') expect(next).toBeNull();
          state = next ?? state;
        }
      }),
    );
  });
});
