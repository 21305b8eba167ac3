import { ApiSchema } from '@nestjs/swagger';
import { ApiInteger, ApiPart, ApiText } from '../http/openapi/api-members.js';
import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { bulkhead, BulkheadRejectedError } from 'cockatiel';
import type { EntityManager } from 'typeorm';
import { AppConfig } from '../../config/app.config.js';
import { Problem } from '../kernel/problem.js';
import { DEMO_PASSWORD, isDemoUser } from './demo-users.js';
import { type Attempt, SignInLimits } from './sign-in-limits.js';
import type { Role } from './permissions.js';
import { UserView, userView } from './signed-in-user.js';
import { Tokens } from './tokens.service.js';
import type { UserEntity } from './user.entity.js';
import { type Account, accountOf, UserRepository } from './user.repository.js';

/** A user with a token to send along from now on. */
@ApiSchema({ name: 'SignIn' })
export class SignIn {
  @ApiPart(() => UserView) readonly user!: UserView;
  @ApiText({ description: 'To send along as `Authorization: Bearer …`' }) readonly token!: string;
  @ApiInteger({ description: 'Seconds until the token ends' }) readonly expiresIn!: number;
}

/** A name and a password that somebody shows, and from where. */
export interface ShownPassword extends Attempt {
  readonly password: string;
}

/** Passwords that are looked at together, each by some 20 MB and a core; who comes beyond those that wait is refused. */
const MAX_TRIES = 8;
const MAX_WAITING = 1_000;

/** Verified against when nobody has the name, so that the answer takes as long as for a wrong password. */
let nobodysHash: Promise<string> | null = null;

/** Signs users in by their passwords. */
@Injectable()
export class Users {
  private readonly turns = bulkhead(MAX_TRIES, MAX_WAITING);

  constructor(
    private readonly store: UserRepository,
    private readonly tokens: Tokens,
    private readonly limits: SignInLimits,
    private readonly app: AppConfig,
  ) {}

  /** Throws Problem `demo-user-in-production` for a demo user with the published password there. */
  refusePublished(username: string, password: string): void {
    if (!this.app.production || !isDemoUser(username) || password !== DEMO_PASSWORD) return;
    throw new Problem('demo-user-in-production');
  }

  /** Locks a user's row until the transaction ends, so that changes of what is theirs follow each other. */
  lock(tx: EntityManager, id: number): Promise<void> {
    return this.store.lock(tx, id);
  }

  /** Signs a user in. Throws Problem `wrong-credentials`, `too-many-attempts` and `demo-user-in-production`. */
  async signIn(shown: ShownPassword): Promise<SignIn> {
    return this.signInAs(await this.provenAccount(shown));
  }

  /** Who knows a password, as {@link signIn} finds it, without a token. Throws Problem as that does. */
  async provenAccount(shown: ShownPassword): Promise<Account> {
    const row = await this.tryPassword(shown);
    if (row === null) throw new Problem('wrong-credentials');
    return accountOf(row);
  }

  /** The sign-in of who knows the password of a name; null when it is another, or nobody's. Takes equally long. */
  async proven(username: string, password: string): Promise<SignIn | null> {
    const row = await this.provenRow(username, password);
    return row === null ? null : this.signInAs(accountOf(row));
  }

  /** The hash of a password that somebody knows; null when it is another. Counts as a try, as {@link signIn} does. */
  async provenHash(shown: ShownPassword): Promise<string | null> {
    return (await this.tryPassword(shown))?.passwordHash ?? null;
  }

  /** A sign-in of somebody who has proven who they are. */
  signInAs(account: Account): SignIn {
    const token = this.tokens.issue(account);
    return { user: userView(account), token, expiresIn: this.tokens.ttlSeconds };
  }

  private async tryPassword(shown: ShownPassword): Promise<UserEntity | null> {
    this.refusePublished(shown.username, shown.password);
    // Who waits for a turn is admitted when it comes: a crowd of tries at once is counted as one after the other.
    const tried = this.turns.execute(async () => {
      await this.limits.admit(shown);
      try {
        const row = await this.provenRow(shown.username, shown.password);
        if (row === null) await this.limits.recordFailure(shown);
        else await this.limits.recordSuccess(shown);
        return row;
      } catch (error) {
        await this.limits.recordNothing(shown);
        throw error;
      }
    });
    return tried.catch((error: unknown) => {
      throw error instanceof BulkheadRejectedError ? overrun() : error;
    });
  }

  private async provenRow(username: string, password: string): Promise<UserEntity | null> {
    const row = await this.store.byUsername(username);
    nobodysHash ??= hash('nobody has this password');
    const matches = await verify(row?.passwordHash ?? (await nobodysHash), password);
    return matches && row?.passwordHash && row.disabledAt === null ? row : null;
  }

  /** Adds a development user unless the name exists. Throws Error in production. */
  async ensureDemoUser(username: string, password: string, role: Role): Promise<Account> {
    if (this.app.production) throw new Error('demo users exist only in development');
    const known = await this.store.byUsername(username);
    if (known !== null) return accountOf(known);
    const added = await this.store.add(username, await hash(password), role);
    if (added !== null) return added;
    // Another process was quicker, or somebody has a name that the database takes for this one.
    const other = await this.store.byUsername(username);
    if (other !== null) return accountOf(other);
    throw new Error(`the name ${username} is taken by one that is written almost alike`);
  }
}

function overrun(): Problem {
  return new Problem('sign-in-unavailable');
}
