import type { DomainEvent, EventType } from '../../events/domain-events.js';
import { toChinaTime } from '../../kernel/shanghai-time.js';
import type { TimelineEntry } from './timeline-entry.js';

type Say = (of: (member: string) => string) => string;

/** One sentence for everybody, or one for operators and another (or none) for the owner. */
type Words =
  Say | { readonly operator: Say; readonly owner: (...of: Parameters<Say>) => string | null };

const METHODS: Readonly<Record<string, string>> = {
  page: "on Alipay's page",
  wap: "on Alipay's mobile page",
  app: "in Alipay's app",
  qr: 'by scanning a code',
};

const ORIGINS: Readonly<Record<string, string>> = {
  operator: 'by an operator',
  customer: 'by the customer',
  cancel: 'because the paid order was cancelled before shipping',
  'late-payment': 'by itself, because the money could not be used',
  incident: 'by an operator, who decided about held money',
};

const ACTION_TEXTS: Readonly<Record<string, string>> = {
  revived: 'The stock could be taken again, so the order was revived.',
  refunding: 'It is being sent back in full by itself.',
  'refunded-already': 'Alipay has sent it back already.',
  held: 'It is held until an operator decides.',
};

const DECISIONS: Readonly<Record<string, string>> = {
  refunding: 'the money is sent back',
  dismissed: 'it was settled elsewhere',
};

const REASONS: Readonly<Record<string, string>> = {
  'late-payment': 'the order could not use it any more',
  'unknown-trade': 'no payment here started that trade',
  'amount-mismatch': 'the sum is another than the order asked for',
  'trade-no-mismatch': 'another trade has paid under this number before',
  'refund-exceeds-payment-mismatch': 'more is said to be refunded than was paid',
  'refund-failed': 'Alipay refused to send it back',
  'refund-bounced': "the buyer's bank did not take a refund",
  'app-id-mismatch': "it is another application's",
  'seller-id-mismatch': "it is another seller's",
};

const STOCK_CHANGES: Readonly<Record<string, string>> = {
  order: 'The pieces of the order were taken out of the stock.',
  cancel: 'The pieces of the order are in the stock again, because it was not paid.',
  restock: 'Pieces of the order are in the stock again.',
  edit: 'A stock was changed by hand.',
};

const BILLED: Readonly<Record<string, string>> = {
  'missing-here': 'has money of it that our books did not have',
  'missing-there': 'has nothing of the money that our books have',
  'amount-differs': 'has another sum',
  'refund-missing-here': 'has a refund that our books did not have',
  'refund-missing-there': 'has nothing of a refund that our books have',
  'refund-amount-differs': 'has another sum of a refund',
  'state-differs': 'has it in another state',
  'duplicate-line': 'has a line of it twice',
  'balance-broken': 'has a balance that does not follow from the one before it',
  'fee-missing-in-account': "has a fee of it that the account's log does not have",
  'refund-missing-in-account': "has a refund of it that the account's log does not have",
};

const WORDS: Readonly<Record<EventType, Words>> = {
  'order.created': (of) => `The order was made: ¥${of('payable')} to pay until ${time(of)}.`,
  'order.paid': (of) =>
    of('revived') === 'true'
      ? `The order was revived by its late payment of ¥${of('payable')}; its stock was taken again.`
      : `The order was paid: ¥${of('payable')}.`,
  'order.shipped': (of) =>
    `The goods were sent with ${of('carrier')}, number ${of('trackingNumber')}.`,
  'order.edited': (of) =>
    of('address') === 'true'
      ? 'The shop changed where the order goes.'
      : "The shop changed the order's remark.",
  'order.adjusted': {
    operator: (of) =>
      `The price was reduced from ¥${of('previousPayable')} to ¥${of('payable')}: ${of('reason')}.`,
    owner: (of) => `The price was changed from ¥${of('previousPayable')} to ¥${of('payable')}.`,
  },
  'shipment.created': (of) =>
    `A parcel left with ${of('carrier')}, number ${of('trackingNumber')}: ` +
    `${of('isLast') === 'true' ? 'with it all is on its way' : 'the rest follows'}.`,
  'shipment.corrected': (of) =>
    `A parcel goes with ${of('carrier')}, number ${of('trackingNumber')}, not with ` +
    `${of('previousCarrier')}, number ${of('previousTrackingNumber')}.`,
  'order.received': () => 'The goods were received.',
  'order.completed': () => 'Nothing was left to do: the order is completed.',
  'order.cancelled': () => 'The order was cancelled unpaid; its stock was given back.',
  'order.expired': () =>
    'The order expired: no money came before its deadline. Its stock was given back.',
  'order.refunded': (of) => `All of the order's ¥${of('payable')} went back: it is refunded.`,
  'sku.stock_changed': {
    operator: (of) => STOCK_CHANGES[of('why')] ?? of('why'),
    owner: () => null,
  },
  'payment.initiated': (of) =>
    `A payment of ¥${of('amount')} was started ${METHODS[of('method')] ?? ''}`.trimEnd() +
    `, as number ${of('outTradeNo')}.`,
  'payment.succeeded': (of) => `The payment of ¥${of('amount')} succeeded.`,
  'payment.closed': () => 'The trade was closed at Alipay without a payment.',
  'payment.finished': () => 'Alipay has finished the trade: it takes no refund any more.',
  'payment.refund_requested': (of) =>
    `A refund of ¥${of('amount')} was asked for ${ORIGINS[of('origin')] ?? `(${of('origin')})`}` +
    (of('state') === 'REQUESTED' ? '; it waits for an approval.' : '.'),
  'payment.refunded': (of) =>
    `¥${of('refunded')} went back to the buyer; ¥${of('refundedTotal')} in all.`,
  'payment.refund_failed': {
    operator: (of) =>
      `Alipay refused the refund ${of('outRequestNo')} of ¥${of('amount')}: ${of('reason')}.`,
    owner: (of) => `The refund of ¥${of('amount')} could not be made; the shop looks after it.`,
  },
  'payment.refund_bounced': {
    operator: (of) =>
      `The refund ${of('outRequestNo')} bounced at the buyer's bank; Alipay put it into the buyer's Alipay balance.`,
    owner: () =>
      'Your bank did not take the refund: Alipay put it into your Alipay balance. The shop looks after it.',
  },
  'payment.unexpected': {
    operator: (of) =>
      decision(of) ??
      `Money came that could not be used: ${REASONS[of('reason')] ?? of('reason')}. ${actionText(of)}`,
    owner: (of) =>
      isDecision(of) ? null : `Money came that the order could not use. ${actionText(of)}`,
  },
  'payment.report_rejected': {
    operator: (of) =>
      decision(of) ??
      `Alipay's report was genuine, but not believed: ${REASONS[of('reason')] ?? of('reason')} ` +
        `(reported ¥${of('reportedAmount')}${expected(of)}).`,
    owner: (of) =>
      isDecision(of)
        ? null
        : 'Something about the payment did not fit; the shop is looking into it.',
  },
  'reconciliation.completed': (of) => `Alipay's bill of ${of('day')} was held against our books.`,
  'reconciliation.account_completed': (of) => `The account's log of ${of('day')} was checked.`,
  'reconciliation.discrepancy_found': {
    operator: (of) =>
      `Alipay's bill of ${of('day')} ${BILLED[of('kind')] ?? of('kind')} (discrepancy ${of('discrepancyId')}).`,
    owner: () => null,
  },
  'reconciliation.discrepancy_resolved': {
    operator: (of) => `Discrepancy ${of('discrepancyId')} ended: ${of('done')}.`,
    owner: () => null,
  },
};

/** An event as an entry of the timeline. Pure. */
export function entriesOfEvent(event: DomainEvent): TimelineEntry[] {
  const words = WORDS[event.type];
  const data: Readonly<Record<string, unknown>> = event.data;
  const of = (member: string) => worded(data[member]);
  const operator = typeof words === 'function' ? words : words.operator;
  const owner = typeof words === 'function' ? words : words.owner;
  return [
    {
      at: event.occurredAt,
      kind: 'event',
      type: event.type,
      text: operator(of),
      ownerText: owner(of),
      facts: { eventId: event.id, ...event.data },
    },
  ];
}

function worded(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '?' : JSON.stringify(value);
}

function time(of: (member: string) => string): string {
  const instant = new Date(of('expiresAt'));
  return Number.isNaN(instant.getTime()) ? '?' : toChinaTime(instant);
}

/** What an operator decided about an incident; the incident tells the owner of its end. */
function decision(of: (member: string) => string): string | null {
  if (!isDecision(of)) return null;
  const what = DECISIONS[of('action')] ?? of('action');
  return `Operator ${of('decidedBy')} decided about incident ${of('incidentId')}: ${what}.`;
}

function isDecision(of: (member: string) => string): boolean {
  return of('decidedBy') !== '?';
}

/** Nothing was expected of a trade that is not ours. */
function expected(of: (member: string) => string): string {
  const sum = of('expectedAmount');
  return sum === '?' ? '' : `, expected ¥${sum}`;
}

function actionText(of: (member: string) => string): string {
  return ACTION_TEXTS[of('action')] ?? '';
}
