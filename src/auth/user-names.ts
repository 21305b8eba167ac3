import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, In, Repository } from 'typeorm';
import { UserEntity } from './user.entity.js';

/** Tells people by their names: rows keep who decided by a number that nobody outside knows. */
@Injectable()
export class UserNames {
  constructor(@InjectRepository(UserEntity) private readonly users: Repository<UserEntity>) {}

  /**
   * The user names of rows' ids; nulls stand for nobody, and without any id nothing is read. Who has a transaction open
   * gives it: they would wait for another connection otherwise.
   */
  async of(
    ids: readonly (number | null)[],
    tx: EntityManager = this.users.manager,
  ): Promise<ReadonlyMap<number, string>> {
    const known = [...new Set(ids)].filter((id) => id !== null);
    if (known.length === 0) return new Map();
    const select = { id: true, username: true } as const;
    const rows = await tx.find(UserEntity, { select, where: { id: In(known) } });
    return new Map(rows.map(({ id, username }) => [id, username]));
  }
}
