/** A text as one of a table's names; undefined for any other: an address may say anything. Pure. */
export function oneOf<Name extends string>(
  table: Readonly<Record<Name, unknown>>,
  text: string | undefined,
): Name | undefined {
  return text !== undefined && Object.hasOwn(table, text) ? (text as Name) : undefined;
}
