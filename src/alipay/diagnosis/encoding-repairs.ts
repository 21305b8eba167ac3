import { bytesOfText, textOfBytes } from '../byte-text.js';
import { type Draft, freeTexts, mapValues, withValue } from './draft.js';

/** A value with a space could have been any of two to the power of so many. */
const MOST_CHOICES = 6;

const UNPERCENT = /%([\da-f]{2})/gi;

function percentDecoded(value: string): string {
  return value.replaceAll(UNPERCENT, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  quot: '"',
  apos: "'",
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: '\u00a0',
};

/** A text without what HTML escapes. Pure. */
export function htmlUnescaped(value: string): string {
  return value.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,4}));/gi, (whole, ...parts) => {
    const [decimal, hex, name] = parts as (string | undefined)[];
    if (name !== undefined) return NAMED_ENTITIES[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code <= 0x10ffff ? bytesOfText(String.fromCodePoint(code)) : whole;
  });
}

/** Values as they are sent. */
export function* notDecoded(draft: Draft): Iterable<Draft> {
  yield mapValues(draft, (value) => percentDecoded(value.replaceAll('+', ' ')));
  yield mapValues(draft, percentDecoded);
}

/** Every way in which some of a text's spaces were + before; all of them alone where there are many. */
function* plusChoices(text: string): Iterable<string> {
  const spaces = [...text.matchAll(/ /g)].map(({ index }) => index);
  if (spaces.length > MOST_CHOICES) {
    yield text.replaceAll(' ', '+');
    for (const at of spaces) yield `${text.slice(0, at)}+${text.slice(at + 1)}`;
    return;
  }
  for (let choice = 0; choice < 2 ** spaces.length; choice += 1) {
    const chosen = new Set(spaces.filter((_, i) => (choice & (1 << i)) !== 0));
    yield [...text].map((sign, at) => (chosen.has(at) ? '+' : sign)).join('');
  }
}

/** The sign with its + back, and each text that may have had one. */
export function* plusLost(draft: Draft): Iterable<Draft> {
  const signed = withValue(draft, 'sign', (draft.get('sign') ?? '').replaceAll(' ', '+'));
  yield signed;
  const texts = freeTexts(draft).filter((name) => draft.get(name)?.includes(' '));
  for (const name of texts) {
    for (const text of plusChoices(draft.get(name) ?? '')) yield withValue(signed, name, text);
  }
}

function encodings(value: string): string[] {
  const encoded = encodeURIComponent(textOfBytes(value));
  return [encoded, encoded.replaceAll('%20', '+'), value.replaceAll('%', '%25')];
}

/** As `plusLost`, and with one text that was to stay encoded (passback_params). */
export function* decodedTwice(draft: Draft): Iterable<Draft> {
  const texts = freeTexts(draft);
  for (const before of [draft, ...plusLost(draft)]) {
    yield* texts.flatMap((name) =>
      encodings(before.get(name) ?? '').map((encoded) => withValue(before, name, encoded)),
    );
  }
}
