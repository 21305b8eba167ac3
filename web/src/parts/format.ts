const SECOND = 19;

/** An instant as people of the shop read it: the API tells China time. Null: a dash. Pure. */
export function timeText(instant: string | null): string {
  return instant === null ? '–' : instant.slice(0, SECOND).replace('T', ' ');
}

/** A sum in yuan, as the API tells it; null: a dash. Pure. */
export function yuanText(amount: string | null): string {
  return amount === null ? '–' : `¥${amount}`;
}
