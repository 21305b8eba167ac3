import { canonicalName } from './folded-name.js';

const NAME_FORM = /^[\p{L}\p{N}_.-]{3,32}$/u;

/** Letters to Unicode that nobody sees, such as the Hangul fillers. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;

/** Scripts whose letters are taken for each other's. Chinese, say, stands beside any of them. */
const ALIKE_SCRIPTS = [
  /\p{Script=Latin}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
  /\p{Script=Coptic}/u,
  /\p{Script=Lisu}/u,
];

/** What a name has to look like, for people. */
export const NAME_MESSAGE = 'username must be 3 to 32 letters, digits, "_", "." or "-"';

/**
 * Whether somebody can have this name, as it is typed or in its canonical form: names from before there was one still
 * sign in. It leaves out controls, blanks, and all that turns the direction of a text. Pure.
 */
export function isName(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  return NAME_FORM.test(value) || NAME_FORM.test(canonicalName(value));
}

/** Why nobody may register a name that is in its canonical form; null: it may be registered. Pure. */
export function refusalOfName(canonical: string): string | null {
  if (!NAME_FORM.test(canonical)) return NAME_MESSAGE;
  if (INVISIBLE.test(canonical)) return 'username must not have letters that cannot be seen';
  const scripts = ALIKE_SCRIPTS.filter((script) => script.test(canonical));
  if (scripts.length < 2) return null;
  return 'username must not mix Latin letters with Greek, Cyrillic or others that look like them';
}
