import type { DataSource } from 'typeorm';

/** A line of what `CHECK TABLE` answers, as MariaDB and MySQL write it. */
export interface CheckLine {
  readonly Msg_type: string;
  readonly Msg_text: string;
}

/** Why a table is damaged, as its server says it; null when the last line does not say so: warnings before an "OK" harm nobody. Pure. */
export function damageIn(lines: readonly CheckLine[]): string | null {
  const last = lines.at(-1);
  // A note is of an engine that checks nothing.
  const isWell =
    last?.Msg_type === 'note' || (last?.Msg_type === 'status' && last.Msg_text === 'OK');
  return isWell ? null : (lines[0]?.Msg_text ?? 'The server says nothing of it.');
}

const LOCK_WAIT_SECONDS = 10;

/**
 * Checks and rebuilds the tables of the database. A server whose disk was full can keep entries of indexes whose rows were
 * rolled back (seen with MariaDB, docs/reliability.md), and refuses what reads them from then on (1034, 1712).
 * A rebuild makes all indexes of a table anew from its rows and changes none of them.
 */
export class TableCheck {
  constructor(private readonly source: DataSource) {}

  /** The names of all tables, in order. */
  async names(): Promise<string[]> {
    const tables = this.source
      .createQueryBuilder()
      .select('t.TABLE_NAME', 'name')
      .from('information_schema.TABLES', 't')
      .where('t.TABLE_SCHEMA = DATABASE()')
      .andWhere("t.TABLE_TYPE = 'BASE TABLE'")
      .orderBy('t.TABLE_NAME');
    return (await tables.getRawMany<{ name: string }>()).map(({ name }) => name);
  }

  /** Why a table is damaged; null when it is whole. Reads the whole table. */
  async damage(name: string): Promise<string | null> {
    // Raw: TypeORM has no word for it.
    return damageIn(await this.source.query(`CHECK TABLE ${quoted(name)} EXTENDED`));
  }

  /**
   * Rebuilds a table from its rows and answers why it is damaged still, null when it is whole. Waits for transactions that use
   * the table, and whoever comes later waits behind it. Throws the driver's error, 1205 after `lockWaitSeconds` of waiting.
   */
  async rebuild(name: string, lockWaitSeconds = LOCK_WAIT_SECONDS): Promise<string | null> {
    const runner = this.source.createQueryRunner();
    try {
      // Raw: neither has a word in TypeORM.
      await runner.query(`SET SESSION lock_wait_timeout = ${lockWaitSeconds}`);
      await runner.query(`ALTER TABLE ${quoted(name)} FORCE`);
    } finally {
      await runner.release();
    }
    return this.damage(name);
  }
}

const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;
