/** Alipay's limit, in characters. */
const MAX_CHARACTERS = 256;

const WIDE: Readonly<Record<string, string>> = { '/': '／', '=': '＝', '&': '＆' };

/**
 * A text as Alipay accepts it for `subject`: the characters it forbids (`/ = &`) in their wide form, no control
 * characters, no halves of a character, white space joined, at most 256 characters, never empty. Pure.
 */
export function subjectText(text: string): string {
  const plain = text
    .replace(/[/=&]/g, (character) => WIDE[character] ?? '')
    .replace(/\p{Cs}/gu, '')
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim();
  // Cut by UTF-16 units, as Alipay counts; a pair that is cut in two loses its first half as well.
  const short = plain
    .slice(0, MAX_CHARACTERS)
    .replace(/\p{Cs}/gu, '')
    .trim();
  return short === '' ? '订单' : short;
}
