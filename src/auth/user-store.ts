import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isDuplicateKey } from '../database/database-trouble.js';
import { CLOCK, type Clock } from '../kernel/clock.js';
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
  byUsername(username: string): Promise<UserEntity | null> {
    return this.dataSource.manager.findOneBy(UserEntity, { username });
  }

  /** The user of an id. */
  byId(id: number): Promise<UserEntity | null> {
    return this.dataSource.manager.findOneBy(UserEntity, { id });
  }

  /** Adds a user with a password; null when the name is taken. */
  async add(username: string, passwordHash: string, role: Role): Promise<SignedInUser | null> {
    const row = {
      username,
      passwordHash,
      role,
      externalSubject: null,
      createdAt: this.clock.now(),
    };
    try {
      return { id: await this.insert(row), username, role };
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
    const user = { username: `ext-${digest}`, role: 'customer' as const };
    const row = { ...user, passwordHash: null, externalSubject, createdAt: this.clock.now() };
    try {
      return { id: await this.insert(row), ...user };
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return this.ofExternalSubject(externalSubject);
    }
  }

  private async insert(row: Omit<UserEntity, 'id'>): Promise<number> {
    const insert = this.dataSource.createQueryBuilder().insert().into(UserEntity).values(row);
    const { raw } = await insert.updateEntity(false).execute();
    return Number((raw as { insertId: number | string }).insertId);
  }
}

/** A user's row as the rest of the program knows the user. */
export function signedIn(row: UserEntity): SignedInUser {
  return { id: row.id, username: row.username, role: row.role };
}
