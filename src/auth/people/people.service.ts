import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, In, MoreThan, Repository } from 'typeorm';
import { AuditLog } from '../../audit/audit-log.service.js';
import type { Actor } from '../../audit/request-origin.js';
import { Transactions } from '../../database/transactions.js';
import { type Page, type PageRequest, toPage } from '../../http/page.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { Problem } from '../../kernel/problem.js';
import { KnownUsers } from '../known-users.js';
import { type Role, type StaffRole, STAFF_ROLES } from '../permissions.js';
import { isPublicId } from '../public-id.js';
import { registrableName } from '../registrations.service.js';
import { SecondFactorRepository } from '../second-factor/second-factor.repository.js';
import { Sessions } from '../sessions.service.js';
import { UserEntity } from '../user.entity.js';
import { UserRepository } from '../user.repository.js';
import { type NewPersonView, personView, type PersonView } from './person-view.js';

/** A new member of the staff; null: a password is made. */
export interface NewPerson {
  readonly username: string;
  readonly role: StaffRole;
  readonly password: string | null;
}

/** What is changed about one. */
export interface PersonChange {
  readonly role?: Role | undefined;
  readonly disabled?: boolean | undefined;
  readonly reason?: string | undefined;
}

/** What is said of another password; absent: one is made, for no reason that is told. */
export interface PasswordReset {
  readonly password?: string | null;
  readonly reason?: string | undefined;
}

const PASSWORD_BYTES = 15;

/** Makes, changes and disables members of the staff. */
@Injectable()
export class People {
  constructor(
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    private readonly store: UserRepository,
    private readonly sessions: Sessions,
    private readonly factors: SecondFactorRepository,
    private readonly known: KnownUsers,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The staff in the order of its making, who is disabled included. */
  async list(page: PageRequest): Promise<Page<PersonView>> {
    const { limit, after } = page;
    const rows = await this.users.find({
      where: { role: In([...STAFF_ROLES]), id: MoreThan(Number(after ?? 0)) },
      order: { id: 'ASC' },
      take: limit + 1,
    });
    return toPage(rows, page, ({ id }) => id, personView);
  }

  /** Adds a member of the staff; a password that is made has to be changed at once. Throws Problem `invalid-request`, `username-taken`. */
  async create(by: Actor, { username: typed, role, password }: NewPerson): Promise<NewPersonView> {
    const username = registrableName(typed);
    const made = password ?? newPassword();
    const passwordHash = await hash(made);
    const row = await this.transactions.run(async (tx) => {
      if (await this.store.hasLookAlike(tx, username)) throw new Problem('username-taken');
      const added = await this.store.add(username, passwordHash, role, tx);
      if (added === null) throw new Problem('username-taken');
      const mustChangePassword = password === null;
      await tx.getRepository(UserEntity).update({ id: added.id }, { mustChangePassword });
      const object = { kind: 'person', id: added.publicId };
      await this.audit.write(tx, by, {
        action: 'person.create',
        object,
        after: { username, role },
      });
      return tx.getRepository(UserEntity).findOneByOrFail({ id: added.id });
    });
    return { ...personView(row), password: password === null ? made : null };
  }

  /**
   * Gives somebody another role, disables or enables them; who is disabled is signed out everywhere at once. Throws
   * Problem `no-such-person`, `own-account` (nobody changes themself) and `last-admin`.
   */
  async change(by: Actor, publicId: string, change: PersonChange): Promise<PersonView> {
    const row = await this.transactions.run(async (tx) => {
      const person = await this.lock(tx, publicId);
      if (person.id === by.id) throw new Problem('own-account');
      await this.write(tx, by, person, change);
      return tx.getRepository(UserEntity).findOneByOrFail({ id: person.id });
    });
    this.known.forget(publicId);
    return personView(row);
  }

  /**
   * Gives somebody another password, made unless one is named, and ends their sessions and tokens. One that was made has
   * to be changed at once. Throws Problem `no-such-person`.
   */
  async resetPassword(
    by: Actor,
    publicId: string,
    { password = null, reason }: PasswordReset = {},
  ): Promise<NewPersonView> {
    const made = password ?? newPassword();
    const passwordHash = await hash(made);
    const row = await this.transactions.run(async (tx) => {
      const person = await this.lock(tx, publicId);
      const mustChangePassword = password === null;
      const change = { passwordHash, mustChangePassword };
      await tx.getRepository(UserEntity).update({ id: person.id }, change);
      await this.sessions.endAllIn(tx, person);
      const object = { kind: 'person', id: publicId };
      const before = { username: person.username };
      await this.audit.write(tx, by, { action: 'person.reset-password', object, before, reason });
      return person;
    });
    this.known.forget(publicId);
    return { ...personView(row), password: password === null ? made : null };
  }

  /**
   * Takes somebody's second factor away, who has lost it, and ends their sessions and tokens. Throws Problem
   * `no-such-person`, `own-account` and `no-second-factor`.
   */
  async resetSecondFactor(by: Actor, publicId: string, reason?: string): Promise<PersonView> {
    const row = await this.transactions.run(async (tx) => {
      const person = await this.lock(tx, publicId);
      if (person.id === by.id) throw new Problem('own-account');
      if (!(await this.factors.remove(tx, person))) throw new Problem('no-second-factor');
      await this.sessions.endAllIn(tx, person);
      const object = { kind: 'person', id: publicId };
      await this.audit.write(tx, by, {
        action: 'person.reset-second-factor',
        object,
        before: { username: person.username, hasSecondFactor: true },
        after: { hasSecondFactor: false },
        reason,
      });
      return { ...person, secondFactorSince: null };
    });
    this.known.forget(publicId);
    return personView(row);
  }

  /** The public id of a name, staff's or customer's; for the command line. Throws Problem `no-such-person`. */
  async idOfName(username: string): Promise<string> {
    const row = await this.store.byUsername(username);
    if (row === null) throw new Problem('no-such-person');
    return row.publicId;
  }

  private async write(tx: EntityManager, by: Actor, person: UserEntity, change: PersonChange) {
    const { username, role, disabledAt: wasDisabledAt } = person;
    const before = { username, role, disabled: wasDisabledAt !== null };
    const after = {
      role: change.role ?? before.role,
      disabled: change.disabled ?? before.disabled,
    };
    await this.refuseLastAdmin(tx, person, after);
    const disabledAt = after.disabled ? (person.disabledAt ?? this.clock.now()) : null;
    const { id, publicId } = person;
    await tx.getRepository(UserEntity).update({ id }, { role: after.role, disabledAt });
    if (after.disabled && !before.disabled) await this.sessions.endAllIn(tx, person);
    const object = { kind: 'person', id: publicId };
    const { reason } = change;
    await this.audit.write(tx, by, { action: 'person.change', object, before, after, reason });
  }

  /** Every change of an admin locks all of them first, by their ids: two changes cannot take the last two. */
  private async refuseLastAdmin(
    tx: EntityManager,
    person: UserEntity,
    after: { readonly role: Role; readonly disabled: boolean },
  ): Promise<void> {
    if (person.role !== 'admin' || person.disabledAt !== null) return;
    if (after.role === 'admin' && !after.disabled) return;
    const admins = await tx.getRepository(UserEntity).findBy({ role: 'admin' });
    const others = admins.filter(({ id, disabledAt }) => id !== person.id && disabledAt === null);
    if (others.length === 0) throw new Problem('last-admin');
  }

  private async lock(tx: EntityManager, publicId: string): Promise<UserEntity> {
    if (!isPublicId(publicId)) throw new Problem('no-such-person');
    const lock = { mode: 'pessimistic_write' } as const;
    const where = [{ role: 'admin' as const }, { publicId }];
    const rows = await tx.getRepository(UserEntity).find({ where, order: { id: 'ASC' }, lock });
    const person = rows.find((row) => row.publicId === publicId);
    if (person === undefined) throw new Problem('no-such-person');
    return person;
  }
}

function newPassword(): string {
  return randomBytes(PASSWORD_BYTES).toString('base64url');
}
