const CHARSET = /charset\s*=\s*"?([\w-]+)/i;

/** Whether a content type names another charset than UTF-8, the only one that is read here. Pure. */
export function isOtherCharset(contentType = ''): boolean {
  const charset = CHARSET.exec(contentType)?.[1];
  return charset !== undefined && !/^utf-?8$/i.test(charset);
}
