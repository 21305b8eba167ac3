import type { Words } from '../../words/en.js';

type Facts = Readonly<Record<string, unknown>>;

/** What is told of an entry of the audit log. */
interface Changed {
  readonly object: { readonly kind: string };
  readonly before: Facts | null;
  readonly after: Facts | null;
}

/** How many pieces of what, or something with a name and a value. */
interface GoodsFacts {
  readonly name?: string;
  readonly lineId?: number;
  readonly count?: number;
  readonly value?: string;
}

const NOTHING: readonly unknown[] = [null, undefined, ''];
const SUMS = ['amount', 'reportedAmount', 'refundAtMost', 'discount', 'payable', 'price'];
/** What the object's name tells already, and numbers that only the database knows. */
const UNTOLD = ['orderNo', 'requestedBy'];

/** What was changed, in words: each fact once, with both values where it has two. Pure. */
export function changeText({ object, before, after }: Changed, words: Words): string {
  const { members, marks } = words.audit.facts;
  const names = [...new Set([before, after].flatMap((facts) => Object.keys(facts ?? {})))];
  const told = names
    .filter((name) => !UNTOLD.includes(name))
    .map((name) => {
      const values = [before, after]
        .filter((facts) => facts !== null && Object.hasOwn(facts, name))
        .map((facts) => valueText(words, object.kind, name, facts?.[name]));
      return `${wordOf(members, name)}${marks[0]}${[...new Set(values)].join(' → ')}`;
    });
  return told.length === 0 ? '–' : told.join(marks[1]);
}

/** The order that an entry is about, where its facts name one. Pure. */
export function orderOf({ before, after }: Changed): string | null {
  const orderNo = after?.['orderNo'] ?? before?.['orderNo'];
  return typeof orderNo === 'string' ? orderNo : null;
}

/** What a code is called; the code itself, where nobody knows it: the log may hold anything. Pure. */
export function wordOf(names: Readonly<Record<string, string>>, code: string): string {
  return (Object.hasOwn(names, code) ? names[code] : undefined) ?? code;
}

function valueText(words: Words, kind: string, name: string, value: unknown): string {
  if (NOTHING.includes(value)) return '–';
  if (typeof value === 'boolean') return value ? words.common.yes : words.common.no;
  if (Array.isArray(value)) {
    return value.map((one) => partText(words, kind, name, one)).join(words.audit.facts.marks[2]);
  }
  if (typeof value === 'object')
    return Object.values(value ?? {})
      .filter(Boolean)
      .join(' ');
  return codeText(words, kind, name, typeof value === 'string' ? value : JSON.stringify(value));
}

function codeText(words: Words, kind: string, name: string, text: string): string {
  return SUMS.includes(name) ? `¥${text}` : wordOf(namesOf(words, kind, name), text);
}

/** A member of a list: goods with their count, something with a name and a value, or a code. */
function partText(words: Words, kind: string, name: string, one: unknown): string {
  if (typeof one !== 'object' || one === null) return valueText(words, kind, name, one);
  const { name: called, lineId, count, ...more } = one as GoodsFacts;
  if (count === undefined) return Object.values({ called, ...more }).join(' ');
  return `${called ?? `#${lineId}`} × ${count}`;
}

function namesOf(words: Words, kind: string, name: string): Readonly<Record<string, string>> {
  const states: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    order: words.orderState,
    payment: words.paymentState,
    refund: words.refundState,
    after_sale: words.afterSaleState,
    incident: words.incidentState,
    discrepancy: words.discrepancyState,
    delivery: words.deliveryState,
  };
  const tables: Readonly<Record<string, Readonly<Record<string, string>> | undefined>> = {
    ...words.audit.facts.values,
    state: states[kind],
    kind: words.incidentKind,
    role: words.role,
    type: words.billType,
    types: words.billType,
  };
  return tables[name] ?? {};
}
