declare const sqlBoolean: unique symbol;

/**
 * What a server answers for a condition among what is selected (`x IS NULL AS …`, `EXISTS (…) AS …`): MariaDB an INT, which
 * the driver gives as a number, MySQL a BIGINT, which it gives as text. Read by {@link isTrue} alone.
 */
export interface SqlBoolean {
  readonly [sqlBoolean]: never;
}

/** Whether a selected condition holds; NULL does not. Pure. */
export function isTrue(value: SqlBoolean | null | undefined): boolean {
  return Number(value) === 1;
}
