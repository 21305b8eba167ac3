import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'mysql2';
import { DataSource } from 'typeorm';

/** What stands for a place of a statement. A number goes as a double: `LIMIT ?` wants text. */
export type PlaceValue = string | number | null;

/** Reads outside of transactions by prepared statements: they cost a third of what the same costs through the ORM. */
@Injectable()
export class PreparedReads {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /**
   * The rows of a statement as the driver gives them: money, JSON and large ids as text, booleans as 0 and 1. Its text
   * must be one of a few, for each connection keeps each of them.
   */
  rows<Row>(statement: string, values: readonly PlaceValue[]): Promise<Row[]> {
    const { pool } = this.dataSource.driver as unknown as { readonly pool: Pool };
    return new Promise((resolve, reject) => {
      pool.execute(statement, [...values], (error, rows) => {
        if (error === null) resolve(rows as Row[]);
        else reject(error);
      });
    });
  }
}

/** The values of an `IN` list, and its places. */
export interface InList<Value> {
  readonly places: string;
  readonly values: readonly Value[];
}

/** A list of at least one value, filled up with its last one to 1, 2, 4, 8 …: a few statements fit all lengths. Pure. */
export function inList<Value extends PlaceValue>(values: readonly Value[]): InList<Value> {
  const length = 2 ** Math.ceil(Math.log2(values.length));
  const filled = Array.from({ length }, (_, index) => values[index] ?? (values.at(-1) as Value));
  return { places: Array<string>(length).fill('?').join(','), values: filled };
}
