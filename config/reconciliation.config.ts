import type { EnvReader } from './env-reader.js';

const DAY_MS = 86_400_000;

/** The daily bill against our books. */
export class ReconciliationConfig {
  /** Whether the worker asks for the bills; the command and the API do it all the same. */
  readonly isOn: boolean;
  /** The types of bills that are asked for: the account's own log needs a permission that not each account has. */
  readonly billTypes: readonly ('trade' | 'signcustomer')[];
  /** Patterns (`*`, `?`) of the numbers of other systems on the same account: their lines are counted and shown. */
  readonly ignored: readonly string[];
  /** How long lines of bills are kept, in milliseconds. */
  readonly linesMs: number;

  constructor(env: EnvReader) {
    this.isOn = env.flag('RECONCILE', true);
    this.billTypes = env.flag('BILL_ACCOUNT', false) ? ['trade', 'signcustomer'] : ['trade'];
    this.ignored = env.list('BILL_IGNORE', []);
    if (this.ignored.some((pattern) => /\*.*\*.*\*/.test(pattern) || pattern.length > 64)) {
      env.fault('BILL_IGNORE', 'must be patterns of 64 characters with at most two *');
    }
    this.linesMs = env.integer('BILL_LINE_DAYS', 400, 3, 36_500) * DAY_MS;
  }
}
