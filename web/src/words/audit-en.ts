type Names = Readonly<Record<string, string>>;

/** What the facts of the audit log are called. What has no name here is told by its code. */
export interface AuditFactWords {
  /** Kinds of objects. */
  readonly objects: Names;
  readonly members: Names;
  /** Between a name and its value, between facts, and between the parts of one. */
  readonly marks: readonly [string, string, string];
  /** What some codes mean, by the member that holds them. */
  readonly values: Readonly<Record<string, Names>>;
}

/** The same in English. */
export const auditFactsEn: AuditFactWords = {
  marks: [': ', '; ', ', '],
  objects: {
    order: 'Order',
    refund: 'Refund',
    payment: 'Payment',
    after_sale: 'Case',
    shipment: 'Parcel',
    incident: 'Incident',
    discrepancy: 'Difference',
    reconciliation: 'Day',
    sku: 'Goods',
    webhook: 'Webhook',
    delivery: 'Delivery',
    person: 'Person',
    route: 'Route',
    archive: 'Archive',
  },
  members: {
    state: 'State',
    kind: 'Kind',
    orderNo: 'Order',
    outTradeNo: 'out_trade_no',
    amount: 'Amount',
    reportedAmount: 'Reported',
    scope: 'For',
    restock: 'Back to stock',
    waitsFor: 'Waited for',
    refundId: 'Refund',
    refundAtMost: 'Refund at most',
    proposedDecision: 'Proposed',
    shipmentId: 'Parcel',
    carrier: 'Carrier',
    trackingNumber: 'Tracking number',
    lines: 'Goods',
    address: 'Address',
    returnAddress: 'Return address',
    remark: 'Remark',
    discount: 'Discount',
    payable: 'Payable',
    cancelRequestedBy: 'Asked for by',
    day: 'Day',
    type: 'Bill',
    types: 'Types',
    bytes: 'Bytes',
    sha256: 'SHA-256',
    file: 'File',
    accountFile: "File of the account's log",
    active: 'Active',
    url: 'Address',
    description: 'Description',
    webhookId: 'Webhook',
    eventId: 'Event',
    deliveryId: 'New delivery',
    sinceEventId: 'From event',
    nextEventId: 'Next event',
    enqueued: 'Events',
    username: 'User name',
    role: 'Role',
    disabled: 'Disabled',
    hasSecondFactor: 'Second factor',
    left: 'Codes left',
    name: 'Name',
    price: 'Price',
    stock: 'Stock',
    count: 'Pieces',
    picture: 'Picture',
    attributes: 'Attributes',
    onSale: 'On sale',
    requiresShipping: 'To be shipped',
    permission: 'Permission lacked',
    refusal: 'Refused by',
    path: 'Path',
    filter: 'Filter',
  },
  values: {
    scope: { lines: 'pieces', everything: 'the whole order', amount: 'a sum' },
    cancelRequestedBy: { operator: 'the shop', customer: 'the buyer' },
    proposedDecision: { refund: 'send the money back', dismiss: 'settled elsewhere' },
  },
};
