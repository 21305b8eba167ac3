import type { StateTable } from '../../kernel/state-table.js';

export const BILL_STATES = ['DUE', 'NOT_READY', 'FETCHED', 'MATCHED', 'EMPTY', 'BROKEN'] as const;

export type BillState = (typeof BILL_STATES)[number];

export type BillEvent = 'wait' | 'fetch' | 'empty' | 'break' | 'match';

/**
 * All moves of a day's bill. What was matched once stays so until another file of that day is whole: one that is broken
 * or away takes nothing back. A broken or empty day is asked for again when a person wants it.
 */
export const BILL_TABLE: StateTable<BillState, BillEvent> = {
  DUE: { wait: 'NOT_READY', fetch: 'FETCHED', empty: 'EMPTY', break: 'BROKEN' },
  NOT_READY: { wait: 'NOT_READY', fetch: 'FETCHED', empty: 'EMPTY', break: 'BROKEN' },
  FETCHED: { fetch: 'FETCHED', match: 'MATCHED', break: 'BROKEN', wait: 'FETCHED' },
  MATCHED: { fetch: 'FETCHED', match: 'MATCHED', wait: 'MATCHED' },
  EMPTY: { fetch: 'FETCHED', empty: 'EMPTY', wait: 'EMPTY' },
  BROKEN: { wait: 'NOT_READY', fetch: 'FETCHED', empty: 'EMPTY', break: 'BROKEN' },
};

/** Whether a day's bill was held against our books. */
export function isDone(state: BillState): boolean {
  return state === 'MATCHED' || state === 'EMPTY';
}
