import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { isDuplicateKey } from '../database/database-trouble.js';
import { CLOCK, type Clock } from '../kernel/clock.js';
import { foldedName } from './folded-name.js';
import type { Role, SignedInUser } from './signed-in-user.js';
import { UserEntity } from './user.entity.js';

/** Reads and writes users. */
@Injectable()
export class UserStore {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The user of a name, whatever its case. */
  async byUsername(username: string): Promise<UserEntity | null> {
    const row = await this.dataSource.manager.findOneBy(UserEntity, { username });
    return row !== null && foldedName(row.username) === foldedName(username) ? row : null;
  }

  /** Adds a user with a password; null when the name is taken, or so like a taken one that it could be mistaken for it. */
  async add(
    username: string,
    passwordHash: string,
    role: Role,
    tx: EntityManager = this.dataSource.manager,
  ): Promise<SignedInUser | null> {
    const createdAt = this.clock.now();
    const row = { username, passwordHash, role, externalSubject: null, createdAt };
    try {
      return { id: await insert(tx, row), username, role };
    } catch (error) {
      if (isDuplicateKey(error, 'uq_users_username')) return null;
      throw error;
    }
  }

  /** The customer who stands for a subject of the external issuer, added when new. */
  async ofExternalSubject(externalSubject: string): Promise<SignedInUser> {
    const known = await this.dataSource.manager.findOneBy(UserEntity, { externalSubject });
    if (known !== null) return signedIn(known);
    const digest = createHash('sha256').update(externalSubject).digest('hex').slice(0, 24);
    // No name that can be registered has a colon: nobody can take this one beforehand.
    const user = { username: `ext:${digest}`, role: 'customer' as const };
    const row = { ...user, passwordHash: null, externalSubject, createdAt: this.clock.now() };
    try {
      return { id: await insert(this.dataSource.manager, row), ...user };
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return signedIn(
        await this.dataSource.manager.findOneByOrFail(UserEntity, { externalSubject }),
      );
    }
  }
}

async function insert(tx: EntityManager, row: Omit<UserEntity, 'id'>): Promise<number> {
  const query = tx.createQueryBuilder().insert().into(UserEntity).values(row);
  const { raw } = await query.updateEntity(false).execute();
  return Number((raw as { insertId: number | string }).insertId);
}

/** A user's row as the rest of the program knows the user. */
export function signedIn(row: UserEntity): SignedInUser {
  return { id: row.id, username: row.username, role: row.role };
}
