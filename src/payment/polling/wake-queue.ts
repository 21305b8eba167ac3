/** Queue of wake-ups for the poller of unpaid and other due orders. */
export const UNPAID_QUEUE = 'unpaid-orders';

/** Queue of wake-ups for paid payments, and banks that refunds went to, that are to be asked about. */
export const PAID_QUEUE = 'paid-payments';

/** Queue of wake-ups for due refunds. */
export const REFUND_QUEUE = 'refunds';
