/** As long as a name may be; those of the external issuer are shorter. */
const MAX_LENGTH = 64;

/** Accents of Latin, Greek and Cyrillic. Those of Japanese make another syllable and stay. */
const ACCENTS = /[\u0300-\u036f]/gu;

/** What people take for a letter, by that letter. Capitals stand where they look so and small ones do not. */
const LOOK_ALIKES = {
  a: 'АΑаαɑ',
  b: 'ВΒ',
  c: 'СсϹϲ',
  d: 'ԁ',
  e: 'ЕΕе',
  g: 'ɡ',
  h: 'НΗһ',
  i: 'іιıɩ',
  j: 'Јјϳ',
  k: 'КΚкκ',
  l: '1I|ІΙӀӏǀ',
  m: 'МΜ',
  n: 'Νη',
  o: '0ОΟоοσ',
  p: 'РΡрρ',
  q: 'ԛ',
  s: 'Ѕѕ',
  t: 'ТΤтτ',
  u: 'υ',
  v: 'νѵ',
  w: 'ԝωѡ',
  x: 'ХΧхχ',
  y: 'УΥуγү',
  z: 'Ζ',
};

const LETTERS = new Map(
  Object.entries(LOOK_ALIKES).flatMap(([letter, alike]) =>
    [...alike].map((one): [string, string] => [one, letter]),
  ),
);

/**
 * What is left of a name when all that people mistake for each other is made one: `l`, `1`, `I` and `|`, `0` and `O`,
 * Greek and Cyrillic letters that look Latin, accents, case. Names that have it in common are not given to two users.
 * It is compared and never shown. When this table changes, a migration sets `users.name_skeleton` anew. Pure.
 */
export function nameSkeleton(username: string): string {
  const bare = username.normalize('NFKC').normalize('NFD').replace(ACCENTS, '').normalize('NFC');
  // A capital I looks like l, and its small form does not: what capitals look like comes before their case goes.
  const folded = toLetters(toLetters(bare).toLowerCase());
  return [...folded].slice(0, MAX_LENGTH).join('');
}

function toLetters(text: string): string {
  return [...text].map((one) => LETTERS.get(one) ?? one).join('');
}
