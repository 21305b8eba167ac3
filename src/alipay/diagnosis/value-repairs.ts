import iconv from 'iconv-lite';
import { bytesOfText, textOfBytes } from '../byte-text.js';
import {
  type Draft,
  freeTexts,
  inCharset,
  mapNames,
  mapValues,
  without,
  withValue,
} from './draft.js';
import { FREE_TEXTS, isKnownName } from './known-names.js';

/** Without what Alipay does not send, without each one, and without each two that it does not send. */
export function* parametersAdded(draft: Draft): Iterable<Draft> {
  yield without(draft, (name) => !isKnownName(name));
  const names = [...draft.keys()].filter((name) => name !== 'sign');
  for (const extra of names) yield without(draft, (name) => name === extra);
  const odd = names.filter((name) => !isKnownName(name)).slice(0, 8);
  for (const extra of odd) {
    for (const other of odd) yield without(draft, (name) => name === extra || name === other);
  }
}

export function* gbk(draft: Draft): Iterable<Draft> {
  yield mapValues(draft, (value) => inCharset(value, 'gb18030'));
}

/** UTF-8 that was read as ISO-8859-1, Windows-1252 or GBK and written as UTF-8 again. */
export function* wrongCharset(draft: Draft): Iterable<Draft> {
  for (const charset of ['latin1', 'windows-1252', 'gb18030']) {
    yield mapValues(draft, (value) => inCharset(value, charset));
  }
  yield mapValues(draft, (value) =>
    bytesOfText(iconv.decode(Buffer.from(value, 'latin1'), 'gb18030')),
  );
}

const NULLS = new Set(['null', 'undefined', 'None', 'nil', 'NULL', '(null)']);

export function* nullTexts(draft: Draft): Iterable<Draft> {
  yield without(draft, (_, value) => NULLS.has(value));
}

/** What Alipay may send without a value. */
const OPTIONAL = [
  ...FREE_TEXTS,
  'buyer_logon_id',
  'seller_email',
  'out_biz_no',
  'voucher_detail_list',
];

export function* emptyFields(draft: Draft): Iterable<Draft> {
  for (const name of OPTIONAL) if (!draft.has(name)) yield withValue(draft, name, '');
}

export function* trimmed(draft: Draft): Iterable<Draft> {
  for (const name of freeTexts(draft)) {
    const value = draft.get(name) ?? '';
    for (const padded of [` ${value}`, `${value} `, ` ${value} `]) {
      yield withValue(draft, name, padded);
    }
  }
}

function joined(text: string): string {
  return text.replaceAll(/\r?\n[ \t]*/g, '');
}

export function* lineBreaks(draft: Draft): Iterable<Draft> {
  yield mapNames(mapValues(draft, joined), joined);
  yield withValue(draft, 'sign', (draft.get('sign') ?? '').replaceAll(/\\[rn]|\s/g, ''));
  yield mapValues(draft, (value) => value.replaceAll(/\r?\n/g, '\r\n'));
  yield mapValues(draft, (value) => value.replaceAll('\r\n', '\n'));
  yield mapValues(draft, (value) => value.replaceAll('\\r', '\r').replaceAll('\\n', '\n'));
}

const SUM = /(amount|fee|price)$/;

export function* numbersChanged(draft: Draft): Iterable<Draft> {
  yield mapValues(draft, (value, name) =>
    SUM.test(name) && /^\d+(\.\d+)?$/.test(value) ? Number(value).toFixed(2) : value,
  );
}

function compactJson(value: string): string {
  if (!/^\s*[[{]/.test(value)) return value;
  try {
    return bytesOfText(JSON.stringify(JSON.parse(textOfBytes(value))));
  } catch {
    return value;
  }
}

export function* jsonReformatted(draft: Draft): Iterable<Draft> {
  yield mapValues(draft, compactJson);
  yield mapValues(draft, (value) => compactJson(value).replaceAll('/', '\\/'));
}

export function* signAltered(draft: Draft): Iterable<Draft> {
  const bare = (draft.get('sign') ?? '')
    .replaceAll(/["'\s]/g, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/=+$/, '');
  yield withValue(draft, 'sign', bare.padEnd(Math.ceil(bare.length / 4) * 4, '='));
}

/** A text without what JSON escapes. Pure. */
export function unicodeUnescaped(value: string): string {
  return value.replaceAll(/(?:\\u[\da-f]{4})+/gi, (run) =>
    bytesOfText(
      run.replaceAll(/\\u(.{4})/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      ),
    ),
  );
}
