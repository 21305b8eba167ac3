import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { EventType } from '../../events/domain-events.js';
import { Problem } from '../../kernel/problem.js';
import { EndpointEntity } from './endpoint.entity.js';

type Change = Partial<Omit<EndpointEntity, 'id' | 'createdAt'>>;

/** Reads and writes of endpoints' rows. */
@Injectable()
export class EndpointRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** All endpoints, the oldest first. */
  all(): Promise<EndpointEntity[]> {
    return this.dataSource.manager.find(EndpointEntity, { order: { id: 'ASC' } });
  }

  /** An endpoint; null when there is none. */
  find(id: number): Promise<EndpointEntity | null> {
    return this.dataSource.manager.findOneBy(EndpointEntity, { id });
  }

  /** An endpoint. Throws Problem `no-such-webhook`. */
  async get(id: number): Promise<EndpointEntity> {
    const endpoint = await this.find(id);
    if (endpoint === null) throw noSuchWebhook();
    return endpoint;
  }

  /** An endpoint, locked; null when there is none. */
  lock(tx: EntityManager, id: number): Promise<EndpointEntity | null> {
    const lock = { mode: 'pessimistic_write' } as const;
    return tx.findOne(EndpointEntity, { where: { id }, lock });
  }

  /** An endpoint, locked. Throws Problem `no-such-webhook`. */
  async lockExisting(tx: EntityManager, id: number): Promise<EndpointEntity> {
    const endpoint = await this.lock(tx, id);
    if (endpoint === null) throw noSuchWebhook();
    return endpoint;
  }

  /** The endpoints that want events of a type, each with a lock that keeps writers of its row away. */
  async lockSubscribed(tx: EntityManager, type: EventType): Promise<number[]> {
    const rows: { id: number; types: string }[] = await tx.query(
      'SELECT id, types FROM webhook_endpoints ORDER BY id LOCK IN SHARE MODE',
    );
    const wanted = rows.filter(({ types }) => (JSON.parse(types) as EventType[]).includes(type));
    return wanted.map(({ id }) => id);
  }

  /** How many endpoints there are. */
  count(tx: EntityManager): Promise<number> {
    return tx.count(EndpointEntity);
  }

  /** Inserts an endpoint and answers its id. */
  async insert(tx: EntityManager, endpoint: Omit<EndpointEntity, 'id'>): Promise<number> {
    const insert = tx.createQueryBuilder().insert().into(EndpointEntity).values(endpoint);
    const { raw } = await insert.updateEntity(false).execute();
    return Number((raw as { insertId: string | number }).insertId);
  }

  /** Changes an endpoint whose row is locked. */
  async change(tx: EntityManager, id: number, change: Change): Promise<void> {
    if (Object.keys(change).length === 0) return;
    await tx.createQueryBuilder().update(EndpointEntity).set(change).where({ id }).execute();
  }

  /** Removes an endpoint with all that belongs to it; false when there is none. */
  async remove(id: number): Promise<boolean> {
    // A long log goes in parts, so that no statement takes long or holds many locks.
    const part = 'DELETE FROM webhook_deliveries WHERE endpoint_id = ? LIMIT 2000';
    let gone = 1;
    while (gone > 0) {
      const result: { affectedRows: number } = await this.dataSource.query(part, [id]);
      gone = result.affectedRows;
    }
    const { affected } = await this.dataSource.manager.delete(EndpointEntity, { id });
    return affected === 1;
  }
}

/** The refusal of an id that no endpoint has. */
export function noSuchWebhook(): Problem {
  return new Problem('not-found', 'no-such-webhook', 'There is no such webhook.');
}
