/** The example of a part of a list. Pure. */
export function pageOf<Item>(item: Item): { items: Item[]; nextCursor: string | null } {
  return { items: [item], nextCursor: 'MTI4' };
}
