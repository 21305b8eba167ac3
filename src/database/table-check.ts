import type { DataSource } from 'typeorm';

/** A line of what `CHECK TABLE` answers, as MariaDB and MySQL write it. */
export interface CheckLine {
  readonly Msg_type: string;
  readonly Msg_text: string;
}

/** Why a table is damaged, as its server says it; null when the last line calls it whole: warnings before that harm nobody. Pure. */
export function damageIn(lines: readonly CheckLine[]): string | null {
  const last = lines.at(-1);
  if (last?.Msg_type === 'status' && last.Msg_text === 'OK') return null;
  return lines[0]?.Msg_text ?? 'nothing said of it';
}

/** So long, in seconds, a rebuild waits for those who use its table; whoever comes later waits behind it. */
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
   * Rebuilds a table from its rows and answers why it is damaged still, null when it is whole. Throws the driver's error,
   * 1205 after ten seconds of waiting for a transaction that uses the table among them.
   */
  async rebuild(name: string): Promise<string | null> {
    const runner = this.source.createQueryRunner();
    try {
      // Raw: neither has a word in TypeORM.
      await runner.query(`SET SESSION lock_wait_timeout = ${LOCK_WAIT_SECONDS}`);
      await runner.query(`ALTER TABLE ${quoted(name)} FORCE`);
    } finally {
      await runner.release();
    }
    return this.damage(name);
  }
}

const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;
