import type { Words } from '../kernel/words.js';
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
export const NAME_WORDS: Words = {
  en: 'username must be 3 to 32 letters, digits, "_", "." or "-"',
  zh: 'username 须为 3 至 32 个字母、数字、“_”、“.” 或 “-”',
};

const UNSEEN: Words = {
  en: 'username must not have letters that cannot be seen',
  zh: 'username 不得含有看不见的字符',
};

const MIXED: Words = {
  en: 'username must not mix Latin letters with Greek, Cyrillic or others that look like them',
  zh: 'username 不得混用拉丁字母与形近的希腊、西里尔等字母',
};

/**
 * Whether somebody can have this name, as it is typed or in its canonical form: names from before there was one still
 * sign in. It leaves out controls, blanks, and all that turns the direction of a text. Pure.
 */
export function isName(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  return NAME_FORM.test(value) || NAME_FORM.test(canonicalName(value));
}

/** Why nobody may register a name that is in its canonical form; null: it may be registered. Pure. */
export function refusalOfName(canonical: string): Words | null {
  if (!NAME_FORM.test(canonical)) return NAME_WORDS;
  if (INVISIBLE.test(canonical)) return UNSEEN;
  const scripts = ALIKE_SCRIPTS.filter((script) => script.test(canonical));
  if (scripts.length < 2) return null;
  return MIXED;
}
