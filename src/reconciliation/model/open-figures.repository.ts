import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Counts what is open between bills and books, each by an index, for whoever watches. */
@Injectable()
export class OpenFiguresRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Open discrepancies by kind. */
  // Raw: bills and discrepancies have no entities.
  async discrepancies(): Promise<Map<string, number>> {
    const rows: { kind: string; count: string }[] = await this.dataSource.query(
      "SELECT kind, COUNT(*) AS count FROM discrepancies WHERE state = 'OPEN' GROUP BY kind",
    );
    return new Map(rows.map(({ kind, count }) => [kind, Number(count)]));
  }

  /** Open discrepancies about money that Alipay does not know. */
  grave(): Promise<number> {
    return this.count("FROM discrepancies WHERE state = 'OPEN' AND grave = 1", []);
  }

  /** Bills of these types, of days up to `day`, that are not there yet. */
  late(types: readonly string[], day: string): Promise<number> {
    const from = `FROM bills WHERE state IN ('DUE', 'NOT_READY', 'FETCHED') AND day <= ?
      AND type IN (?)`;
    return this.count(from, [day, types]);
  }

  /** Bills of these types that cannot be used. */
  broken(types: readonly string[]): Promise<number> {
    return this.count("FROM bills WHERE state = 'BROKEN' AND type IN (?)", [types]);
  }

  // Raw: bills and discrepancies have no entities.
  private async count(from: string, values: readonly unknown[]): Promise<number> {
    const [row]: { count: string }[] = await this.dataSource.query(
      `SELECT COUNT(*) AS count ${from}`,
      [...values],
    );
    return Number(row?.count ?? 0);
  }
}
