/** Queue of wake-ups for the sweep of unpaid and other due orders. */
export const UNPAID_QUEUE = 'unpaid-orders';

/** Queue of wake-ups for due refunds. */
export const REFUND_QUEUE = 'refunds';
