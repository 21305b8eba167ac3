import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, IsNull } from 'typeorm';
import { OutboxEntity } from './outbox.entity.js';

/** Why an event is not relayed yet, and when it is due again. */
export interface Postponed {
  readonly nextAttemptAt: Date;
  readonly lastError: string;
}

/** Whether an event waits whose time has come; one that stands behind another of its order counts as well. */
// Raw: a part of the statement that asks for all pollers at once.
export const SOME_EVENT_IS_DUE =
  'EXISTS (SELECT 1 FROM outbox WHERE pending = 1 AND next_attempt_at <= ?)';

/** That no earlier event of its order waits, of a row of the outbox that is called `o`. */
// Raw: a part of a statement; the query builder's EXISTS knows no second row of the same table.
const IS_FIRST_OF_ITS_ORDER = `NOT EXISTS (SELECT 1 FROM outbox p
  WHERE p.order_id = o.order_id AND p.id < o.id AND p.pending = 1)`;

/** Reads and writes what is to be relayed. */
@Injectable()
export class RelayRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The first pending event of each order that is due, oldest first: a later one waits for it. */
  async dueIds(now: Date, limit: number): Promise<string[]> {
    // Raw: hot; the relay asks it without end, and hydrates no row for it.
    const rows: { id: string }[] = await this.dataSource.query(
      `SELECT o.id FROM outbox o
       WHERE o.pending = 1 AND o.next_attempt_at <= ? AND ${IS_FIRST_OF_ITS_ORDER}
       ORDER BY o.id LIMIT ?`,
      [now, limit],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * The pending ones of these rows, locked, in the order of their ids, without those that somebody else has, and those
   * behind another of their order: a node of a cluster that has just taken over may be behind the one that was asked
   * what is due.
   */
  lockPending(tx: EntityManager, ids: readonly string[]): Promise<OutboxEntity[]> {
    // No claim: the events are relayed in this very transaction, and by the lock alone.
    return tx
      .getRepository(OutboxEntity)
      .createQueryBuilder('o')
      .where({ id: In([...ids]), relayedAt: IsNull() })
      .andWhere(IS_FIRST_OF_ITS_ORDER)
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .orderBy('o.id')
      .getMany();
  }

  /** Notes in a consumer's inbox that it handles these events; answers how many it has not handled before. */
  async noteHandled(
    tx: EntityManager,
    handler: string,
    eventIds: readonly string[],
    handledAt: Date,
  ): Promise<number> {
    // Raw: hot; once for each handler, and only the number of rows is wanted.
    const result: { affectedRows: number } = await tx.query(
      'INSERT IGNORE INTO event_inbox (handler, event_id, handled_at) VALUES ?',
      [eventIds.map((eventId) => [handler, eventId, handledAt])],
    );
    return result.affectedRows;
  }

  /** Marks events as relayed. */
  async markRelayed(tx: EntityManager, ids: readonly string[], relayedAt: Date): Promise<void> {
    await tx.getRepository(OutboxEntity).update({ id: In([...ids]) }, { relayedAt });
  }

  /** How often it was tried to relay an event. */
  async attemptsOf(id: string): Promise<number> {
    const row = await this.dataSource.getRepository(OutboxEntity).findOneBy({ id });
    return row?.attempts ?? 0;
  }

  /** Counts a try in vain, and sets when the event is due again. */
  async postpone(id: string, postponed: Postponed): Promise<void> {
    const change = { attempts: () => 'attempts + 1', ...postponed };
    await this.dataSource.getRepository(OutboxEntity).update({ id }, change);
  }
}
