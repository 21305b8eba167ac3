import { formCharset, type FormCharset } from './charset.js';

/** Where a form keeps its values' bytes: nobody meets them who reads its fields. */
const BYTES = Symbol('bytes');

/** The fields of a form, decoded once; a field that comes twice is a list, so that it can be refused. */
export type Form = Record<string, string | string[]>;

/** Values as they were sent, a character for each byte, by name. Of a name that comes twice it is the last one. */
export type FormBytes = ReadonlyMap<string, string>;

const ASCII = /^[\0-\x7F]*$/;

const DECODERS: Readonly<Record<FormCharset, TextDecoder>> = {
  'utf-8': new TextDecoder('utf-8', { ignoreBOM: true }),
  gb18030: new TextDecoder('gb18030', { ignoreBOM: true }),
};

/**
 * Reads a form or a query. What a field `charset` in it says goes before `said`, for the sender has signed it. The bytes
 * stay at hand: a signature is over them, and no text in another charset leads back to them. Pure.
 */
export function readForm(body: Buffer, said: FormCharset = 'utf-8'): Form {
  const pairs = pairsIn(body);
  const named = pairs.find(([name]) => name === 'charset')?.[1] ?? '';
  const decoder = DECODERS[formCharset(named) ?? said];
  // Most of a form is ASCII, which is the same in both charsets; decoding takes longer than all else that is done here.
  const textOf = (sent: string): string =>
    ASCII.test(sent) ? sent : decoder.decode(Buffer.from(sent, 'latin1'));
  const fields: Form = Object.create(null) as never;
  const bytes = new Map<string, string>();
  for (const [name, value] of pairs) {
    const [key, text] = [textOf(name), textOf(value)];
    const before = fields[key];
    fields[key] = before === undefined ? text : [before, text].flat();
    bytes.set(key, value);
  }
  return Object.defineProperty(fields, BYTES, { value: bytes });
}

/** The values of a form that {@link readForm} read, as they were sent; null for anything else. Pure. */
export function bytesIn(form: object): FormBytes | null {
  return (form as { [BYTES]?: FormBytes })[BYTES] ?? null;
}

/** Gives a form that was made of another one the bytes of that one. */
export function keepBytes<Made extends object>(form: object, made: Made): Made {
  return Object.defineProperty(made, BYTES, { value: bytesIn(form) });
}

/** Names and values, a character for each byte: so a byte of a Chinese sign is never taken for a mark of the form. */
export function pairsIn(body: Buffer): (readonly [string, string])[] {
  const parts = body.toString('latin1').split('&');
  return parts.filter((part) => part !== '').map(pairIn);
}

function pairIn(part: string): readonly [string, string] {
  const at = part.indexOf('=');
  return at < 0
    ? [unescaped(part), '']
    : [unescaped(part.slice(0, at)), unescaped(part.slice(at + 1))];
}

function unescaped(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  if (!spaced.includes('%')) return spaced;
  return spaced.replaceAll(/%([\da-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
