const CHARSET = /charset\s*=\s*"?([\w-]+)/i;
const UTF_8 = /^utf-?8$/i;
const CHINESE = /^gb(?:k|2312|18030)$/i;

/** A charset that forms are read in, by its decoder's name: GB18030 holds all that GBK and GB2312 do. */
export type FormCharset = 'utf-8' | 'gb18030';

/** Whether a content type names another charset than UTF-8, the only one that JSON is read in. Pure. */
export function isOtherCharset(contentType = ''): boolean {
  const charset = CHARSET.exec(contentType)?.[1];
  return charset !== undefined && !UTF_8.test(charset);
}

/** The charset that a content type says a form is in, UTF-8 when it says nothing; null when it is not read here. Pure. */
export function formCharsetIn(contentType = ''): FormCharset | null {
  return formCharset(CHARSET.exec(contentType)?.[1] ?? 'utf-8');
}

/** A charset by the name that somebody gives it; null when forms are not read in it. Pure. */
export function formCharset(name: string): FormCharset | null {
  if (UTF_8.test(name)) return 'utf-8';
  return CHINESE.test(name) ? 'gb18030' : null;
}
