const [FIRST_YEAR, LAST_YEAR] = [1000, 9999];

/**
 * Whether the database's DATETIME holds an instant: one of the years 1000 to 9999, in UTC. MySQL refuses to compare with
 * another one (1525), and MariaDB takes it for some other time. Pure.
 */
export function isStorable(instant: Date): boolean {
  const year = instant.getUTCFullYear();
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

/** The instant of a text with its offset (RFC 3339); null when there is none, or none that can be stored. Pure. */
export function instantIn(text: string): Date | null {
  const instant = new Date(text);
  return isStorable(instant) ? instant : null;
}
