import { isKnownName, knownNameOf } from './known-names.js';

/** Names and values as a language prints them. */
type Pairs = readonly (readonly [string, string])[];

const backslashes = (text: string): string => text.replaceAll(/\\(.)/gs, '$1');
const asIs = (text: string): string => text;

/** How languages print what maps names to values: each finds a name and its value. */
const DUMPS: readonly { readonly pair: RegExp; readonly value: (text: string) => string }[] = [
  // print_r of PHP
  { pair: /^[ \t]*\[(\w+)\] => (.*?)\r?$/gm, value: asIs },
  // var_dump of PHP
  { pair: /\["(\w+)"\]\s*=>\s*string\(\d+\) "(.*?)"(?=\s*(?:\["|\}))/gs, value: asIs },
  // var_export of PHP, Ruby
  { pair: /['"](\w+)['"]\s*=>\s*'((?:[^'\\]|\\.)*)'/gs, value: backslashes },
  { pair: /"(\w+)"\s*=>\s*"((?:[^"\\]|\\.)*)"/gs, value: backslashes },
  // Python
  { pair: /'(\w+)':\s*\[?'((?:[^'\\]|\\.)*)'/gs, value: backslashes },
  // url.Values of Go
  { pair: /(\w+):\[(.*?)\](?=\s+\w+:\[|\])/gs, value: asIs },
  // Map.toString of Java
  { pair: /[{,]\s*(\w+)=(.*?)(?=,\s+\w+=|\}\s*$)/gs, value: asIs },
  // A browser's list of form data, or one parameter a line
  { pair: /^[ \t]*(\w+)[ \t]*[:=\t][ \t]*(.*?)\r?$/gm, value: asIs },
];

const LEAST_NAMES = 4;

/** A message that somebody printed from a program; null when there is none. Of several ways to read it, the one with most names. Pure. */
export function readDump(text: string): Pairs | null {
  const found = DUMPS.map(({ pair, value }) =>
    [...text.matchAll(pair)].map((match) => [String(match[1]), value(String(match[2]))] as const),
  );
  const best = found.reduce((one, other) => (known(other) > known(one) ? other : one));
  return known(best) >= LEAST_NAMES ? best : null;
}

function known(pairs: Pairs): number {
  return pairs.filter(([name]) => isKnownName(knownNameOf(name))).length;
}
