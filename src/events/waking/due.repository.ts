import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isTrue, type SqlBoolean } from '../../database/sql-boolean.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import type { Poller } from './poller.js';

/** Asks the database for all pollers at once whether they have anything to do. */
@Injectable()
export class DueRepository {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Those of the pollers that have something to do now; one statement. */
  async due(pollers: readonly Poller[]): Promise<Poller[]> {
    if (pollers.length === 0) return [];
    const conditions = pollers.map(({ isDue }, index) => `${isDue} AS p${index}`).join(', ');
    const now = this.clock.now();
    // Raw: it is made of conditions on the tables of all floors.
    const [found]: Record<string, SqlBoolean>[] = await this.dataSource.query(
      `SELECT ${conditions}`,
      Array.from(conditions.matchAll(/\?/g), () => now),
    );
    return pollers.filter((_, index) => isTrue(found?.[`p${index}`]));
  }
}
