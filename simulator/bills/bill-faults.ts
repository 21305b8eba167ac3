import { fenFromYuan } from '../money.js';

/** A line that no trade stands behind; with a request's number it is a refund. */
interface AddedLine {
  readonly outTradeNo: string;
  readonly tradeNo: string;
  readonly requestNo: string | null;
  readonly fen: number;
  /** Null: on every day. */
  readonly day: string | null;
}

/** What is wrong with bills on purpose. Lines are named by the merchant's number of their trade, or their refund. */
export interface BillFaults {
  /** What Alipay keeps of a sum: 0.006 are six fen of ten yuan. */
  readonly feeRate: number;
  /** There is no bill, as before nine o'clock. */
  readonly notReady: boolean;
  /** A bill without lines is said not to exist, instead of to be empty. */
  readonly emptyIsNotThere: boolean;
  /** The bill is said to be empty. */
  readonly empty: boolean;
  /** `zip`: half of the file. `foot`: the sums below the lines are missing. */
  readonly truncated: 'zip' | 'foot' | null;
  readonly otherSeller: boolean;
  readonly newColumn: boolean;
  readonly missingColumn: boolean;
  readonly halfWidthUnits: boolean;
  readonly positiveRefunds: boolean;
  /** The sums below the lines are a fen too much. */
  readonly wrongSums: boolean;
  readonly drop: readonly string[];
  readonly duplicate: readonly string[];
  /** Trades whose lines stand in the next day's bill. */
  readonly nextDay: readonly string[];
  /** Other sums, in fen. */
  readonly amounts: Readonly<Record<string, number>>;
  readonly tradeNos: Readonly<Record<string, string>>;
  readonly add: readonly AddedLine[];
  /** The account's log is refused, as to an app without the permission. */
  readonly accountForbidden: boolean;
  /** The account's log is written with its newest line first. */
  readonly newestFirst: boolean;
  /** `chain`: one balance of the account's log is a fen too much. `opening`: all of the day are. */
  readonly accountBalance: 'chain' | 'opening' | null;
  /** Payments and refunds whose sum, or whose fee, is not in the account's log. */
  readonly accountDrop: readonly string[];
  readonly accountDropFees: readonly string[];
}

export const noBillFaults: BillFaults = {
  feeRate: 0.006,
  notReady: false,
  emptyIsNotThere: false,
  empty: false,
  truncated: null,
  otherSeller: false,
  newColumn: false,
  missingColumn: false,
  halfWidthUnits: false,
  positiveRefunds: false,
  wrongSums: false,
  drop: [],
  duplicate: [],
  nextDay: [],
  amounts: {},
  tradeNos: {},
  add: [],
  accountForbidden: false,
  newestFirst: false,
  accountBalance: null,
  accountDrop: [],
  accountDropFees: [],
};

type Read = (value: unknown) => unknown;

const NUMBER = /^[\w-]{1,64}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const isNumber = (value: unknown): value is string =>
  typeof value === 'string' && NUMBER.test(value);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const flag: Read = (value) => (typeof value === 'boolean' ? value : undefined);
const numbers: Read = (value) =>
  Array.isArray(value) && value.every(isNumber) ? value : undefined;

function mapOf(one: Read): Read {
  return (value) => {
    if (!isObject(value)) return undefined;
    const entries = Object.entries(value).map(([name, held]) => [name, one(held)] as const);
    return entries.every(([, held]) => held !== undefined)
      ? Object.fromEntries(entries)
      : undefined;
  };
}

const added: Readonly<Record<string, Read>> = {
  out_trade_no: (value) => (isNumber(value) ? value : undefined),
  trade_no: (value) => (isNumber(value) ? value : undefined),
  out_request_no: (value = null) => (value === null || isNumber(value) ? value : undefined),
  amount: (value) => fenFromYuan(value) ?? undefined,
  day: (value = null) =>
    value === null || (typeof value === 'string' && DAY.test(value)) ? value : undefined,
};

function addedLine(value: unknown): AddedLine | undefined {
  if (!isObject(value)) return undefined;
  const read = Object.entries(added).map(([name, one]) => one(value[name]));
  if (read.includes(undefined)) return undefined;
  const [outTradeNo, tradeNo, requestNo, fen, day] = read;
  return { outTradeNo, tradeNo, requestNo, fen, day } as AddedLine;
}

function addedLines(value: unknown): AddedLine[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const lines = value.flatMap((one) => addedLine(one) ?? []);
  return lines.length === value.length ? lines : undefined;
}

const readers: Readonly<Record<keyof BillFaults, Read>> = {
  feeRate: (value) => (typeof value === 'number' && value >= 0 && value <= 0.1 ? value : undefined),
  notReady: flag,
  emptyIsNotThere: flag,
  empty: flag,
  truncated: (value) => [null, 'zip', 'foot'].find((one) => one === value),
  otherSeller: flag,
  newColumn: flag,
  missingColumn: flag,
  halfWidthUnits: flag,
  positiveRefunds: flag,
  wrongSums: flag,
  drop: numbers,
  duplicate: numbers,
  nextDay: numbers,
  amounts: mapOf((value) => fenFromYuan(value) ?? undefined),
  tradeNos: mapOf((value) => (isNumber(value) ? value : undefined)),
  add: addedLines,
  accountForbidden: flag,
  newestFirst: flag,
  accountBalance: (value) => [null, 'chain', 'opening'].find((one) => one === value),
  accountDrop: numbers,
  accountDropFees: numbers,
};

const names = Object.keys(readers).join(', ');

/** The faults with those changed that `patch` names, or a sentence that says what is wrong with it. */
export function changedFaults(
  faults: BillFaults,
  patch: Readonly<Record<string, unknown>>,
): BillFaults | string {
  const changed: Record<string, unknown> = { ...faults };
  for (const [name, value] of Object.entries(patch)) {
    if (!Object.hasOwn(readers, name)) return `unknown: ${name}; known: ${names}`;
    const read = readers[name as keyof BillFaults](value);
    if (read === undefined) return `${name} is not of its form`;
    changed[name] = read;
  }
  return changed as unknown as BillFaults;
}
