import type { StateTable } from '../../kernel/state-table.js';

export const REFUND_STATES = [
  'REQUESTED',
  'PROCESSING',
  'UNKNOWN',
  'SUCCEEDED',
  'FAILED',
  'REJECTED',
  'WITHDRAWN',
  'CLOSED',
] as const;

export type RefundState = (typeof REFUND_STATES)[number];

export type RefundEvent =
  'approve' | 'reject' | 'withdraw' | 'close' | 'lose' | 'resend' | 'succeed' | 'fail';

/**
 * All moves of a refund. UNKNOWN: it was sent and nobody knows whether it was done; it stays so until Alipay says which.
 * A FAILED refund is over: the money stays with the shop until somebody asks again, under a new number. A request that
 * waits ends without a decision when its customer takes it back (WITHDRAWN) or it fits no more (CLOSED).
 */
export const REFUND_TABLE: StateTable<RefundState, RefundEvent> = {
  REQUESTED: {
    approve: 'PROCESSING',
    reject: 'REJECTED',
    withdraw: 'WITHDRAWN',
    close: 'CLOSED',
  },
  PROCESSING: { lose: 'UNKNOWN', succeed: 'SUCCEEDED', fail: 'FAILED' },
  UNKNOWN: { resend: 'PROCESSING', succeed: 'SUCCEEDED', fail: 'FAILED' },
  SUCCEEDED: {},
  FAILED: {},
  REJECTED: {},
  WITHDRAWN: {},
  CLOSED: {},
};

/** Whether Alipay was, or is about to be, asked for this refund. */
export function isUnderWay(state: RefundState): boolean {
  return state === 'PROCESSING' || state === 'UNKNOWN';
}
