import type { Schemas } from '../api/client.js';

/** States and kinds in English, each that the API knows. */
export const statesEn = {
  orderState: {
    PENDING_PAYMENT: 'To pay',
    TO_SHIP: 'To ship',
    PARTLY_SHIPPED: 'Partly shipped',
    SHIPPED: 'Shipped',
    RECEIVED: 'Received',
    COMPLETED: 'Completed',
    CANCELLED: 'Cancelled',
    EXPIRED: 'Expired',
    REFUNDED: 'Refunded',
  } satisfies Record<Schemas['OrderState'], string>,
  paymentState: {
    CREATED: 'Created',
    AWAITING: 'Awaiting',
    SUCCEEDED: 'Paid',
    PARTLY_REFUNDED: 'Partly refunded',
    REFUNDED: 'Refunded',
    FINISHED: 'Finished',
    CLOSED: 'Closed',
  } satisfies Record<Schemas['PaymentState'], string>,
  refundState: {
    REQUESTED: 'Requested',
    PROCESSING: 'Processing',
    UNKNOWN: 'Outcome not known',
    SUCCEEDED: 'Done',
    FAILED: 'Failed',
    REJECTED: 'Rejected',
    WITHDRAWN: 'Withdrawn',
    CLOSED: 'Closed',
  } satisfies Record<Schemas['RefundState'], string>,
  orderNeed: {
    attention: 'Needs attention',
    overdue: 'Overdue',
    refund: 'A refund waits',
    incident: 'Money is held',
  },
  needKind: {
    'overdue-orders': 'Orders unpaid after their deadline',
    incidents: 'Incidents',
    'refund-approvals': 'Refunds to decide',
    'after-sales': 'Cases after the sale',
    'refunds-without-balance': 'Refunds that wait for balance',
    'refunds-unknown': 'Refunds whose outcome is not known',
    discrepancies: 'Differences to the bill',
    bills: 'Bills that are not there or broken',
    'paused-webhooks': 'Webhooks that are paused',
    certificates: 'Certificates that end soon',
    workers: 'No worker was seen',
  } satisfies Record<Schemas['OverviewNeedKind'], string>,
  payWay: {
    notify: 'Notify',
    return: 'Return',
    query: 'Query',
    bill: 'Bill',
  } satisfies Record<Schemas['OverviewWayName'], string>,
  funnelStep: {
    made: 'Ordered',
    linked: 'Got a pay link',
    atAlipay: 'Came to Alipay',
    paid: 'Paid',
  } satisfies Record<keyof Schemas['TrendsFunnel'], string>,
  queueName: {
    orders: 'Orders',
    refunds: 'Refunds',
    'after-sales': 'After-sales',
    events: 'Events',
    webhooks: 'Webhooks',
  } satisfies Record<Schemas['TrendsQueueName'], string>,
  incidentState: { OPEN: 'Open', RESOLVED: 'Resolved' } satisfies Record<
    Schemas['IncidentState'],
    string
  >,
  incidentKind: {
    'unknown-trade': 'Trade that nobody knows',
    'amount-mismatch': 'Another sum',
    'trade-no-mismatch': 'Another trade',
    'refund-exceeds-payment-mismatch': 'More refunded than paid',
    'late-payment': 'Paid too late',
    'refund-failed': 'Refund failed',
    'refund-bounced': 'Refund came back',
  } satisfies Record<Schemas['IncidentKind'], string>,
  billState: {
    DUE: 'Due',
    NOT_READY: 'Not there yet',
    FETCHED: 'Fetched',
    MATCHED: 'Matched',
    EMPTY: 'Empty',
    BROKEN: 'Broken',
  } satisfies Record<Schemas['BillState'], string>,
  billType: { trade: 'Trades', signcustomer: 'Account log' } satisfies Record<
    Schemas['BillType'],
    string
  >,
  discrepancyState: {
    OPEN: 'Open',
    HEALED: 'Healed',
    RESOLVED: 'Resolved',
  } satisfies Record<Schemas['DiscrepancyState'], string>,
  discrepancyKind: {
    'missing-here': 'Payment missing here',
    'missing-there': 'Payment missing in the bill',
    'amount-differs': 'Sums differ',
    'refund-missing-here': 'Refund missing here',
    'refund-missing-there': 'Refund missing in the bill',
    'refund-amount-differs': 'Refunded sums differ',
    'state-differs': 'States differ',
    'duplicate-line': 'Line twice in the bill',
    'balance-broken': 'Balance does not add up',
    'fee-missing-in-account': 'Fee missing in the account',
    'refund-missing-in-account': 'Refund missing in the account',
  } satisfies Record<Schemas['DiscrepancyKind'], string>,
  webhookState: { ACTIVE: 'Active', PAUSED: 'Paused' } satisfies Record<
    Schemas['WebhookState'],
    string
  >,
  deliveryState: {
    PENDING: 'Pending',
    DELIVERED: 'Delivered',
    FAILED: 'Failed',
  } satisfies Record<Schemas['DeliveryState'], string>,
};

export type StateWords = typeof statesEn;
