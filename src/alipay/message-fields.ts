import { bytesIn, keepBytes } from '../http/bodies/form-fields.js';
import { type Fen, yuanToFen } from '../kernel/money.js';
import { parseChinaTime } from '../kernel/shanghai-time.js';
import type { Message, MessageFields } from './verification.js';

/** Alipay's longest message is far below this; more is not worth a signature check. */
const MAX_FIELDS = 256;
const MAX_CHARACTERS = 65_536;

/** Any sign but those that part the signed text: in a name, they would hide a field. */
const NAME = /^[!-%'-<>-~]{1,128}$/;
const ID = /^\d{8,32}$/;
const WORD = /^[\w.:-]{1,128}$/;

const MONEY = /^(?:0|[1-9]\d{0,8})\.\d{2}$/;
const NUMBER = /^[\w-]{1,64}$/;
const STATUSES = ['WAIT_BUYER_PAY', 'TRADE_SUCCESS', 'TRADE_FINISHED', 'TRADE_CLOSED'] as const;

/**
 * Fields whose absence means something: none of them may hide in another one's value. All go before `sign` and
 * `sign_type`, which no signature covers.
 */
const TELLING = ['refund_fee', 'gmt_payment', 'gmt_refund', 'gmt_close'];

/** What is said of a trade and of no person. Everything else, new fields too, is kept by its name alone. */
const SAFE = new Set(
  `app_id auth_app_id charset method seller_id sign_type timestamp version notify_id notify_time notify_type
  code msg sub_code sub_msg out_trade_no trade_no trade_status subject out_biz_no out_request_no
  total_amount receipt_amount invoice_amount buyer_pay_amount point_amount
  refund_fee refund_amount refund_status send_back_fee fund_change
  has_deposit_back dback_status dback_amount bank_ack_time
  gmt_create gmt_payment gmt_refund gmt_refund_pay gmt_close send_pay_date`.split(/\s+/),
);

const MAX_KEPT_CHARACTERS = 512;

/** The form of a field that is there. */
type Form = (value: string) => boolean;

/** Forms of a message's known fields, and which of them it must have. */
export interface MessageForm {
  readonly forms: ReadonlyMap<string, Form>;
  readonly required: readonly string[];
}

const matching = (pattern: RegExp) => (value: string) => pattern.test(value);
const readableBy = (read: (text: string) => unknown) => (value: string) => read(value) !== null;

function formsOf(names: string, form: Form): [string, Form][] {
  return names.split(' ').map((name) => [name, form]);
}

/** Only what decides something has a form. The rest is Alipay's to write as it likes: it signed it, nobody here reads it. */
const ENVELOPE = [
  ...formsOf('app_id', matching(ID)),
  ...formsOf('notify_type notify_id', matching(WORD)),
];
const TRADE = [
  ...formsOf('out_trade_no trade_no', readableBy(numberIn)),
  ...formsOf('total_amount refund_fee', readableBy(moneyIn)),
  ...formsOf('gmt_payment', readableBy(timeIn)),
  ...formsOf('trade_status', readableBy(statusIn)),
];

/** Any notify, whatever it is about. */
export const ANY_NOTIFY: MessageForm = {
  forms: new Map(ENVELOPE),
  required: ['app_id', 'notify_type', 'notify_id'],
};

/** A notify about a trade (alipay.md 2). */
export const TRADE_NOTIFY: MessageForm = {
  forms: new Map([...ENVELOPE, ...TRADE]),
  required: [...ANY_NOTIFY.required, 'out_trade_no', 'trade_no', 'trade_status', 'total_amount'],
};

/** The query of a return address (alipay.md 1.4). */
export const RETURN: MessageForm = {
  forms: new Map([...ENVELOPE, ...TRADE]),
  required: ['app_id', 'out_trade_no', 'trade_no', 'total_amount'],
};

/** All that Alipay puts on a return address (alipay.md 1.4). */
const ON_RETURNS = new Set(
  `app_id auth_app_id charset method out_trade_no seller_id sign sign_type timestamp total_amount trade_no version
  alipay_cert_sn`.split(/\s+/),
);

/** A return's query without what browsers, apps and trackers put there; null when there is nothing of that kind. Pure. */
export function withoutAdditions(query: unknown): object | null {
  if (typeof query !== 'object' || query === null) return null;
  const named = Object.entries(query);
  const kept = named.filter(([name]) => ON_RETURNS.has(name));
  if (kept.length === named.length) return null;
  return keepBytes(query, Object.fromEntries(kept));
}

/**
 * The fields of a decoded form: one string for each name, empty ones dropped, for Alipay does not sign them. Null for
 * anything else, be it lists (a name given twice), nested objects, or more than a message of Alipay ever holds.
 */
export function readMessage(form: unknown): Message | null {
  if (typeof form !== 'object' || form === null || Array.isArray(form)) return null;
  const entries: [string, unknown][] = Object.entries(form);
  if (entries.length > MAX_FIELDS || !entries.every(isField)) return null;
  const characters = entries.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (characters > MAX_CHARACTERS) return null;
  return { fields: new Map(entries.filter(([, value]) => value !== '')), bytes: bytesIn(form) };
}

function isField(entry: [string, unknown]): entry is [string, string] {
  return NAME.test(entry[0]) && typeof entry[1] === 'string';
}

/**
 * Whether the required fields stand on their own and every one that decides something has its form. The signed text
 * `k=v&k=v` is not escaped, so a genuine message stays genuine when it is cut anew: then a field hides in another one's
 * value.
 */
export function hasForm(fields: MessageFields, { forms, required }: MessageForm): boolean {
  if (!required.every((name) => fields.has(name))) return false;
  if ([...fields].some(([name, value]) => forms.get(name)?.(value) === false)) return false;
  const names = [...fields.keys()].toSorted();
  return !TELLING.some((name) => !fields.has(name) && isHidden(name, fields, names));
}

/**
 * Whether an absent field may hide. The signed text is sorted, so it can only stand in the value of the field that goes
 * right before it: a buyer may write `&refund_fee=` into any other one.
 */
function isHidden(name: string, fields: MessageFields, names: readonly string[]): boolean {
  const host = names.findLast((other) => other < name) ?? '';
  return fields.get(host)?.includes(`&${name}=`) === true;
}

/** A sum as Alipay writes it, in yuan with two decimals; null when the text is absent or anything else. */
export function moneyIn(text: string | undefined): Fen | null {
  return text !== undefined && MONEY.test(text) ? yuanToFen(text) : null;
}

/** A trade's, order's or request's number; null when the text is absent or anything else. */
export function numberIn(text: string | undefined): string | null {
  return text !== undefined && NUMBER.test(text) ? text : null;
}

/** A time, in China time without an offset; null when the text is absent or anything else. */
export function timeIn(text: string | undefined): Date | null {
  return text === undefined ? null : parseChinaTime(text);
}

/** One of Alipay's states of a trade; null when the text is absent or anything else. */
export function statusIn(text: string | undefined): (typeof STATUSES)[number] | null {
  return STATUSES.find((status) => status === text) ?? null;
}

/** A message's fields as they may be stored: who the buyer is, how he paid and the signature are taken out. Pure. */
export function redacted(fields: Iterable<readonly [string, string]>): Record<string, string> {
  const kept = [...fields].map(([name, value]) => {
    return [name, SAFE.has(name) ? value.slice(0, MAX_KEPT_CHARACTERS) : '[redacted]'] as const;
  });
  return Object.fromEntries(kept);
}
