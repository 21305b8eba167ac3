import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, IsNull, Repository } from 'typeorm';
import { isDuplicateKey } from '../database/database-trouble.js';
import { CLOCK, type Clock } from '../kernel/clock.js';
import { IDS, type Ids } from '../kernel/ids.js';
import type { Standing } from './duty.js';
import { canonicalName, foldedName } from './folded-name.js';
import { nameSkeleton } from '../kernel/name-skeleton.js';
import type { Role } from './permissions.js';
import type { UserIdentity } from './signed-in-user.js';
import { UserEntity } from './user.entity.js';

/** A user, the version of the user's tokens, and how the user signs in. */
export type Account = UserIdentity & {
  readonly tokenVersion: number;
  readonly standing: Standing;
};

/** Reads and writes users. */
@Injectable()
export class UserRepository {
  constructor(
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /** The user of a row who is not disabled. */
  async byId(id: number): Promise<Account | null> {
    const row = await this.users.findOneBy({ id, disabledAt: IsNull() });
    return row === null ? null : accountOf(row);
  }

  /** The user of a public id. */
  async byPublicId(publicId: string): Promise<Account | null> {
    const row = await this.users.findOneBy({ publicId });
    return row === null ? null : accountOf(row);
  }

  /** Replaces a password's hash by one that nobody else knows the password of; false when it is another one by now. */
  async changeHash(tx: EntityManager, id: number, from: string, to: string): Promise<boolean> {
    const where = { id, passwordHash: from };
    const change = { passwordHash: to, mustChangePassword: false };
    const { affected } = await tx.getRepository(UserEntity).update(where, change);
    return affected === 1;
  }

  /** The user of a name, whatever its case and encoding; first the one whose name is written as this one. */
  async byUsername(username: string): Promise<UserEntity | null> {
    const row = await this.byWrittenName(username);
    const canonical = canonicalName(username);
    return row !== null || canonical === username ? row : this.byWrittenName(canonical);
  }

  /**
   * Whether a user has a name that this one could be taken for. Until the transaction ends, whoever else asks for a
   * name that looks like it waits.
   */
  async hasLookAlike(tx: EntityManager, username: string): Promise<boolean> {
    const skeleton = nameSkeleton(username);
    const slot = createHash('sha256').update(skeleton).digest()[0];
    // Raw: a lock and no row; the table has no entity, and the query builder's upsert would write.
    await tx.query('INSERT INTO name_locks (slot) VALUES (?) ON DUPLICATE KEY UPDATE slot = slot', [
      slot,
    ]);
    const rows = await tx.getRepository(UserEntity).find({
      select: { id: true, username: true },
      where: [{ nameSkeleton: skeleton }, { nameSkeleton: IsNull() }],
    });
    return rows.some((row) => nameSkeleton(row.username) === skeleton);
  }

  /** Locks a user's row: what is decided about one user is decided one after the other. */
  async lock(tx: EntityManager, id: number): Promise<void> {
    const lock = { mode: 'pessimistic_write' } as const;
    await tx.getRepository(UserEntity).findOne({ select: { id: true }, where: { id }, lock });
  }

  private async byWrittenName(username: string): Promise<UserEntity | null> {
    const row = await this.users.findOneBy({ username });
    return row !== null && foldedName(row.username) === foldedName(username) ? row : null;
  }

  /** Adds a user with a password; null when the name is taken, or so like a taken one that it could be mistaken for it. */
  async add(
    username: string,
    passwordHash: string,
    role: Role,
    tx: EntityManager = this.users.manager,
  ): Promise<Account | null> {
    const row = { username, passwordHash, role, externalSubject: null };
    try {
      return await this.insert(tx, row);
    } catch (error) {
      if (isDuplicateKey(error, 'uq_users_username')) return null;
      throw error;
    }
  }

  /** The customer who stands for a subject of the external issuer, added when new. */
  async ofExternalSubject(externalSubject: string): Promise<Account> {
    const known = await this.users.findOneBy({ externalSubject });
    if (known !== null) return accountOf(known);
    const digest = createHash('sha256').update(externalSubject).digest('hex').slice(0, 24);
    // No name that can be registered has a colon: nobody can take this one beforehand.
    const user = { username: `ext:${digest}`, role: 'customer' as const };
    try {
      return await this.insert(this.users.manager, {
        ...user,
        passwordHash: null,
        externalSubject,
      });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return accountOf(await this.users.findOneByOrFail({ externalSubject }));
    }
  }

  private async insert(tx: EntityManager, user: NewUser): Promise<Account> {
    const more = { publicId: this.ids.unguessable(), tokenVersion: 0 };
    const skeleton = nameSkeleton(user.username);
    const row = { ...user, ...more, nameSkeleton: skeleton, createdAt: this.clock.now() };
    const query = tx.getRepository(UserEntity).createQueryBuilder().insert().values(row);
    const { raw } = await query.updateEntity(false).execute();
    const id = Number((raw as { insertId: number | string }).insertId);
    const standing = { mustChangePassword: false, hasSecondFactor: false };
    const hasPassword = user.passwordHash !== null;
    const { username, role } = user;
    return { id, ...more, username, role, standing: { ...standing, hasPassword } };
  }
}

type NewUser = Pick<UserEntity, 'username' | 'passwordHash' | 'role' | 'externalSubject'>;

/** A user's row as the rest of the program knows the user. */
export function accountOf(row: UserEntity): Account {
  const { id, publicId, username, role, tokenVersion } = row;
  const standing = {
    mustChangePassword: row.mustChangePassword,
    hasSecondFactor: row.secondFactorSince !== null,
    hasPassword: row.passwordHash !== null,
  };
  return { id, publicId, username, role, tokenVersion, standing };
}
