import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, In, Repository } from 'typeorm';
import type { EventType } from '../../events/domain-events.js';
import { Problem } from '../../kernel/problem.js';
import { EndpointEntity } from './endpoint.entity.js';

type Change = Partial<Omit<EndpointEntity, 'id' | 'createdAt'>>;

/** The types of events that an endpoint wants. */
export type SubscribedTypes = Pick<EndpointEntity, 'id' | 'types'>;

/** Reads and writes of endpoints' rows. */
@Injectable()
export class EndpointRepository {
  constructor(
    @InjectRepository(EndpointEntity) private readonly endpoints: Repository<EndpointEntity>,
  ) {}

  /** All endpoints, the oldest first. */
  all(): Promise<EndpointEntity[]> {
    return this.endpoints.find({ order: { id: 'ASC' } });
  }

  /** An endpoint; null when there is none. */
  find(id: number): Promise<EndpointEntity | null> {
    return this.endpoints.findOneBy({ id });
  }

  /** An endpoint. Throws Problem `no-such-webhook`. */
  async get(id: number): Promise<EndpointEntity> {
    const endpoint = await this.find(id);
    if (endpoint === null) throw noSuchWebhook();
    return endpoint;
  }

  /** Those of some endpoints that there are, locked. */
  lockAll(tx: EntityManager, ids: readonly number[]): Promise<EndpointEntity[]> {
    const lock = { mode: 'pessimistic_write' } as const;
    return tx
      .getRepository(EndpointEntity)
      .find({ where: { id: In([...ids]) }, order: { id: 'ASC' }, lock });
  }

  /** An endpoint, locked. Throws Problem `no-such-webhook`. */
  async lockExisting(tx: EntityManager, id: number): Promise<EndpointEntity> {
    const [endpoint] = await this.lockAll(tx, [id]);
    if (endpoint === undefined) throw noSuchWebhook();
    return endpoint;
  }

  /** Which events each endpoint wants, with a lock that keeps writers of the endpoints' rows away. */
  async lockSubscriptions(tx: EntityManager): Promise<SubscribedTypes[]> {
    // Raw: hot; the relay asks it for each batch, and two columns tell enough.
    const rows: { id: number; types: string }[] = await tx.query(
      'SELECT id, types FROM webhook_endpoints ORDER BY id LOCK IN SHARE MODE',
    );
    return rows.map(({ id, types }) => ({ id, types: JSON.parse(types) as EventType[] }));
  }

  /** How many endpoints there are. */
  count(tx: EntityManager): Promise<number> {
    return tx.getRepository(EndpointEntity).count();
  }

  /** Inserts an endpoint and answers its id. */
  async insert(tx: EntityManager, endpoint: Omit<EndpointEntity, 'id'>): Promise<number> {
    const insert = tx.getRepository(EndpointEntity).createQueryBuilder().insert().values(endpoint);
    const { raw } = await insert.updateEntity(false).execute();
    return Number((raw as { insertId: string | number }).insertId);
  }

  /** Changes an endpoint whose row is locked. */
  async change(tx: EntityManager, id: number, change: Change): Promise<void> {
    if (Object.keys(change).length === 0) return;
    await tx.getRepository(EndpointEntity).update({ id }, change);
  }

  /** Removes an endpoint whose row is locked, with its secrets and the deliveries that are left. */
  async remove(tx: EntityManager, id: number): Promise<void> {
    await tx.getRepository(EndpointEntity).delete({ id });
  }
}

/** The refusal of an id that no endpoint has. */
export function noSuchWebhook(): Problem {
  return new Problem('no-such-webhook');
}
