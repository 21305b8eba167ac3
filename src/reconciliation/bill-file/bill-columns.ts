import { BrokenBill } from './broken-bill.js';

/** Where each column that we read stands; columns are added over time, and unknown ones are passed over. */
export type Columns<Name extends string> = Readonly<Record<Name, number>>;

/** `订单金额（元）`, `订单金额(元)` and `收入金额（+元）`: the unit is no part of the name. */
const UNIT = /[（(][+-]?元[）)]$/u;

/** A column's name without its unit, blanks and tabs. Pure. */
export function columnName(text: string): string {
  return text.replaceAll(/[\s\uFEFF]/gu, '').replace(UNIT, '');
}

/** What is looked for in a header: columns that must stand there, and those that may. */
export interface Wanted<Name extends string, Optional extends string> {
  readonly required: Readonly<Record<Name, string>>;
  readonly optional: Readonly<Record<Optional, string>>;
}

/**
 * Finds columns by their Chinese names; one that may be absent and is has the place -1. Throws BrokenBill
 * `missing-column` when a required one is not there, and when one that we read stands there twice.
 */
export function findColumns<Name extends string, Optional extends string>(
  header: readonly string[],
  { required, optional }: Wanted<Name, Optional>,
): Columns<Name | Optional> {
  const names = header.map(columnName);
  const places = Object.entries<string>({ ...optional, ...required }).map(([key, name]) => {
    const place = names.indexOf(name);
    if (place === -1 && key in required) {
      throw new BrokenBill('missing-column', `there is no column ${name}`);
    }
    if (place !== names.lastIndexOf(name)) {
      throw new BrokenBill('missing-column', `the column ${name} stands there twice`);
    }
    return [key, place] as const;
  });
  return Object.fromEntries(places) as Columns<Name | Optional>;
}
