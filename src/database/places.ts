/**
 * Places of a statement whose values the driver writes as text. Where a value meets a column alone (`id = ?`,
 * `id IN (?)`, `amount = ?`), it becomes of the column's kind; in any other expression MariaDB compares a number with a
 * text as numbers, and MySQL as texts: '60.00' is more than 209.00 there. So it stands in one of these instead. There is
 * no other way: a test reads every statement of the source.
 */

/** An id, given as text or as a number. */
export const ID_PLACE = 'CAST(? AS UNSIGNED)';

/** A sum in yuan, given as text with two decimals. */
export const MONEY_PLACE = 'CAST(? AS DECIMAL(12,2))';

/** A time, given as a Date. */
export const INSTANT_PLACE = 'CAST(? AS DATETIME(3))';

/** A text or a whole number that is no id: it meets its own kind. */
export const PLAIN_PLACE = '?';
