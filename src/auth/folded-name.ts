/**
 * The form in which two user names are one: their case does not count, everything else does. The column's collation goes
 * further (to it `démo` is `demo`), so a row that it finds has to be compared by this as well. Pure.
 */
export function foldedName(username: string): string {
  return username.toLowerCase();
}
