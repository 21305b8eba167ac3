import { createHash } from 'node:crypto';
import iconv from 'iconv-lite';
import { textOfBytes } from '../byte-text.js';
import { FREE_TEXTS } from './known-names.js';

/**
 * A message as it may have been: values by name, a character for each byte, so that what is done to marks such as + and %
 * needs to know nothing of the charset.
 */
export type Draft = ReadonlyMap<string, string>;

/** UTF-8 bytes as what they say is written in another charset. Pure. */
export function inCharset(bytes: string, charset: string): string {
  return iconv.encode(textOfBytes(bytes), charset).toString('latin1');
}

/** The draft with each value changed; the names that `spare` lists keep theirs. Pure. */
export function mapValues(
  draft: Draft,
  change: (value: string, name: string) => string,
  spare: readonly string[] = [],
): Draft {
  return new Map(
    [...draft].map(([name, value]) => [name, spare.includes(name) ? value : change(value, name)]),
  );
}

/** The draft with its names changed; of two that become one, the later stays. Pure. */
export function mapNames(draft: Draft, change: (name: string) => string): Draft {
  return new Map([...draft].map(([name, value]) => [change(name), value]));
}

/** The draft without some names. Pure. */
export function without(draft: Draft, isLeft: (name: string, value: string) => boolean): Draft {
  return new Map([...draft].filter(([name, value]) => !isLeft(name, value)));
}

/** The draft with one value set. Pure. */
export function withValue(draft: Draft, name: string, value: string): Draft {
  return new Map([...draft, [name, value]]);
}

/** Whether two drafts say the same. Pure. */
export function isSame(one: Draft, other: Draft): boolean {
  return one.size === other.size && [...one].every(([name, value]) => other.get(name) === value);
}

/** Which names differ between two drafts, in alphabetical order. Pure. */
export function changedNames(before: Draft, after: Draft): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name)).toSorted();
}

/** Free texts of a draft that are there. Pure. */
export function freeTexts(draft: Draft): string[] {
  return FREE_TEXTS.filter((name) => draft.has(name));
}

/** The signed text: names and values but for those of `unsigned`, empty ones only when `withEmpty`, as bytes. Pure. */
export function signedText(draft: Draft, unsigned: readonly string[], withEmpty = false): string {
  return [...draft]
    .filter(([name, value]) => !unsigned.includes(name) && (withEmpty || value !== ''))
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** Digest of a text that is one character a byte, in hex. Pure. */
export function digestOf(algorithm: 'sha256' | 'sha1', bytes: string): string {
  return createHash(algorithm).update(bytes, 'latin1').digest('hex');
}
