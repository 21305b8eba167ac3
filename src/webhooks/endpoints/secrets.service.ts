import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, IsNull, LessThanOrEqual, MoreThan, Repository } from 'typeorm';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import { SecretEntity } from './secret.entity.js';
import { newSecret } from './signature.js';

/** For so long deliveries bear signatures of the old secret beside the new one's. */
const OVERLAP_MS = 24 * 3_600_000;

/** Keeps the keys that deliveries are signed with. They are shown when they are made, and never again. */
@Injectable()
export class Secrets {
  constructor(
    @InjectRepository(SecretEntity) private readonly secrets: Repository<SecretEntity>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Makes an endpoint's first secret and answers its id. */
  async make(tx: EntityManager, endpointId: number): Promise<string> {
    const row = {
      endpointId,
      secret: newSecret(),
      createdAt: this.clock.now(),
      expiresAt: null,
    };
    const insert = tx.getRepository(SecretEntity).createQueryBuilder().insert().values(row);
    const { raw } = await insert.updateEntity(false).execute();
    return String((raw as { insertId: string | number }).insertId);
  }

  /** Makes a new secret; those before it are good for a day more. Answers its id. The endpoint's row is locked. */
  async rotate(tx: EntityManager, endpointId: number): Promise<string> {
    const now = this.clock.now();
    const secrets = tx.getRepository(SecretEntity);
    await secrets.delete({ endpointId, expiresAt: LessThanOrEqual(now) });
    const expiresAt = plusMs(now, OVERLAP_MS);
    await secrets.update({ endpointId, expiresAt: IsNull() }, { expiresAt });
    return this.make(tx, endpointId);
  }

  /** A secret that was just made, to be shown; null when its endpoint has gone since. */
  async byId(id: string): Promise<SecretEntity | null> {
    return this.secrets.findOneBy({ id });
  }

  /** When the secrets before the current one end; null: there are none. */
  async oldOnesEndAt(endpointId: number): Promise<Date | null> {
    const row = await this.secrets.findOne({
      where: { endpointId, expiresAt: MoreThan(this.clock.now()) },
      order: { expiresAt: 'DESC' },
    });
    return row?.expiresAt ?? null;
  }

  /** The secrets that sign now, the newest first. */
  async good(endpointId: number): Promise<string[]> {
    const rows = await this.secrets.find({
      where: [
        { endpointId, expiresAt: IsNull() },
        { endpointId, expiresAt: MoreThan(this.clock.now()) },
      ],
      order: { id: 'DESC' },
    });
    return rows.map(({ secret }) => secret);
  }
}
