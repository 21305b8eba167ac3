import { pairsIn } from '../../http/bodies/form-fields.js';
import { isKnownName } from './known-names.js';
import type { TextMistake } from './message-diagnoses.js';
import { htmlUnescaped } from './encoding-repairs.js';

/** Names and values in their order, a character for each byte. */
export type Pairs = readonly (readonly [string, string])[];

/** One way to read a text as a form, and the mistake that was made if it is the right one. */
export interface FormReading {
  readonly pairs: Pairs;
  readonly undone: readonly TextMistake[];
  readonly isCut: boolean;
}

const WHOLE = /^[\w.[\]-]+=/;
const QUERY = /\?([\w.[\]-]+=[^\s"'<>#]*)/g;
const RUN =
  /(?:^|[\s"'`=:>({[,])((?:[\w.[\]-]+=[^\s"'<>`]*)(?:&(?:amp;)?[\w.[\]-]+=[^\s"'<>`]*)+)/g;
/** From a known name to the end of its line: a form that somebody logged decoded. */
const DECODED =
  /(?:^|[\s"'`?])((?:app_id|charset|gmt_create|notify_time|notify_type|total_amount|body|out_trade_no)=[^\r\n]*&[^\r\n]*)/;

/**
 * Each way to read a text (a character for each byte) that holds a form or an address: whole, as the query of an
 * address, as a run without blanks, or to the end of its line. Pure.
 */
export function readForms(text: string): FormReading[] {
  const trimmed = text.trim();
  const found = [
    ...(WHOLE.test(trimmed) ? [trimmed] : []),
    ...[...trimmed.matchAll(QUERY)].map(([, query = '']) => query),
    ...[...trimmed.matchAll(RUN)].map(([, run = '']) => run),
    ...(DECODED.exec(trimmed)?.slice(1) ?? []).map((line) => line.replace(/["'`]\s*$/, '')),
  ];
  // `body=` of a logger may stand before the first name.
  const bare = found.flatMap((one) => /^[\w.]+=([\w.[\]-]+=.*)$/s.exec(one)?.[1] ?? []);
  const messages = [...new Set([...found, ...bare])].filter((one) => isMessage(one));
  return messages.flatMap((one) => readingsOf(one));
}

const LEAST_NAMES = 3;

function isMessage(text: string): boolean {
  const names = text.split(/&(?:amp;)?/).map((part) => part.split('=')[0] ?? '');
  return names.filter(isKnownName).length >= LEAST_NAMES;
}

function readingsOf(text: string): FormReading[] {
  const isCut = /%[\da-f]?$/i.test(text) || endsInName(text);
  const readings: FormReading[] = [{ pairs: decodedPairs(text), undone: [], isCut }];
  if (/&(?:amp|quot|apos|lt|gt|#\d+|#x[\da-f]+);/i.test(text)) {
    const bare = htmlUnescaped(text);
    readings.push({ pairs: decodedPairs(bare), undone: ['html-escaped'], isCut });
    readings.push({ pairs: unencodedPairs(bare), undone: ['html-escaped', 'not-encoded'], isCut });
  }
  readings.push({ pairs: unencodedPairs(text), undone: ['not-encoded'], isCut });
  return readings;
}

function decodedPairs(text: string): Pairs {
  return pairsIn(Buffer.from(text, 'latin1'));
}

/** The last part is the beginning of a name. */
function endsInName(text: string): boolean {
  const last = text.split('&').at(-1) ?? '';
  return last !== '' && !last.includes('=');
}

/** Values as they stand there, undecoded; what is not after a known name belongs to the value before it. */
function unencodedPairs(text: string): Pairs {
  const pairs: [string, string][] = [];
  for (const part of text.split('&')) {
    const [name = '', ...value] = part.split('=');
    const before = pairs.at(-1);
    if (before === undefined || isKnownName(name)) pairs.push([name, value.join('=')]);
    else before[1] += `&${part}`;
  }
  return pairs;
}
