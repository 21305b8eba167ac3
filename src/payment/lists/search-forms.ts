/** What a text that somebody looks for may be. */
export type SearchForm = 'number' | 'mobile' | 'mobileTail' | 'tracking' | 'userName';

/** Of orders, payments here and trades at Alipay. */
const NUMBER = /^\d{16,64}$/;
const TAIL = /^\d{4}$/;
const MOBILE = /^\+?\d[\d-]{4,18}$/;
const TRACKING = /^[\dA-Za-z-]{5,64}$/;

const MOBILE_DIGITS = 11;

/**
 * What a text may be by its form, the likeliest first. A user may be called like anything, so a name is always the last
 * thing that it is taken for. Pure.
 */
export function searchForms(text: string): SearchForm[] {
  if (TAIL.test(text)) return ['mobileTail', 'userName'];
  const known: SearchForm[] = [];
  if (NUMBER.test(text)) known.push('number');
  if (MOBILE.test(text)) known.push('mobile');
  if (TRACKING.test(text)) known.push('tracking');
  return [...known, 'userName'];
}

/** The digits that tell a mobile, without what people write between and before them. Pure. */
export function mobileDigits(text: string): string {
  return text.replaceAll(/\D/g, '').slice(-MOBILE_DIGITS);
}
