/** The id of a row, as paths take it: the document calls it a number there, and a text in answers. Pure. */
export function pathId(id: string): number {
  return Number(id);
}
