/**
 * The form in which two user names are one: their case and the way in which their characters are encoded (Unicode's
 * NFKC) do not count, everything else does. The column's collation goes further (to it `démo` is `demo`), so a row that
 * it finds has to be compared by this as well. Pure.
 */
export function foldedName(username: string): string {
  return canonicalName(username).toLowerCase();
}

/** A name as it is registered, whatever keyboard or system wrote it: Unicode's NFKC. Pure. */
export function canonicalName(username: string): string {
  return username.normalize('NFKC');
}
