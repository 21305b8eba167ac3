import { Badge } from 'antd';

const COLORS: Readonly<Record<string, string>> = {
  PENDING_PAYMENT: 'gold',
  TO_SHIP: 'blue',
  PARTLY_SHIPPED: 'blue',
  COMPLETED: 'green',
  SUCCEEDED: 'green',
  REQUESTED: 'gold',
  PROCESSING: 'blue',
  UNKNOWN: 'red',
  FAILED: 'red',
  OPEN: 'red',
  RESOLVED: 'green',
  HEALED: 'green',
  APPLIED: 'gold',
  SENT_BACK: 'gold',
  RECEIVED_BACK: 'gold',
  REFUNDING: 'blue',
  DUE: 'blue',
  FETCHED: 'blue',
  NOT_READY: 'gold',
  MATCHED: 'green',
  BROKEN: 'red',
  ACTIVE: 'green',
  PAUSED: 'red',
  PENDING: 'gold',
  DELIVERED: 'green',
};

/** A state in its words; the dot's color says no more than they do. */
export function StateTag({ state, words }: { readonly state: string; readonly words: string }) {
  return <Badge color={COLORS[state] ?? 'gray'} text={words} />;
}
