import { groupBy } from './books.mjs';

const BACK = { refundOnly: 'AGREED', returnAndRefund: 'RECEIVED_BACK' };

/** Where each event of a case leads from each state. */
const MOVES = {
  applied: { NONE: 'APPLIED' },
  agreed: { APPLIED: 'AGREED' },
  sent_back: { AGREED: 'SENT_BACK' },
  received_back: { SENT_BACK: 'RECEIVED_BACK' },
  refunding: { AGREED: 'REFUNDING', RECEIVED_BACK: 'REFUNDING' },
  refunded: { REFUNDING: 'REFUNDED' },
  rejected: {
    APPLIED: 'REJECTED',
    AGREED: 'REJECTED',
    SENT_BACK: 'REJECTED',
    RECEIVED_BACK: 'REJECTED',
  },
  withdrawn: { APPLIED: 'WITHDRAWN', AGREED: 'WITHDRAWN' },
  expired: { AGREED: 'EXPIRED' },
};

/**
 * Invariant 5: told again from its events alone, each case ends as its row says.
 *
 * @param {import('./books.mjs').Books} books
 * @param {readonly { id: unknown, type: string, state: string }[]} cases
 * @returns {string[]}
 */
export function caseEventFaults(books, cases) {
  const told = books.orders
    .flatMap(({ events }) => events)
    .filter(({ type }) => type.startsWith('after_sale.'));
  const byCase = groupBy(told, ({ data }) => String(data.afterSaleId));
  const known = new Set(cases.map(({ id }) => String(id)));
  const strange = [...byCase.keys()].filter((id) => !known.has(id));
  return [
    ...strange.map((id) => `5: case ${id} has events and is not there`),
    ...cases.flatMap((one) => endFaults(one, byCase.get(String(one.id)) ?? [])),
  ];
}

function endFaults({ id, type, state }, events) {
  let told = 'NONE';
  for (const event of events) {
    const what = event.type.slice('after_sale.'.length);
    const next = what === 'refund_failed' ? { REFUNDING: BACK[type] } : MOVES[what];
    if (next?.[told] === undefined) return [`5: case ${id}: ${event.type} after ${told}`];
    told = next[told];
  }
  return told === state ? [] : [`5: case ${id} is ${state}, by its events ${told}`];
}
