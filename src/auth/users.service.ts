import { ApiSchema } from '@nestjs/swagger';
import { ApiInteger, ApiPart, ApiText } from '../http/openapi/api-members.js';
import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { bulkhead, BulkheadRejectedError } from 'cockatiel';
import type { EntityManager } from 'typeorm';
import { AppConfig } from '../../config/app.config.js';
import { Problem } from '../kernel/problem.js';
import { DEMO_PASSWORD, isDemoUser } from './demo-users.js';
import { type ShownCode, ShownCodes } from './second-factor/shown-codes.service.js';
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

/** A name and a password that somebody shows, and from where; with a code, or with none (null). */
export interface ShownPassword extends Attempt {
  readonly password: string;
  readonly shownCode: ShownCode | null;
}

/** Who has shown what was asked for, or what of it was wrong. */
type Proof =
  { readonly row: UserEntity } | { readonly row: null; readonly wrong: 'password' | 'code' };

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
    private readonly codes: ShownCodes,
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

  /**
   * Signs a user in. Throws Problem `wrong-credentials`, `too-many-attempts` and `demo-user-in-production`; for who has a
   * second factor `code-required` and `wrong-code`.
   */
  async signIn(shown: ShownPassword): Promise<SignIn> {
    return this.signInAs(await this.provenAccount(shown));
  }

  /** Who knows a password, as {@link signIn} finds it, without a token. Throws Problem as that does. */
  async provenAccount(shown: ShownPassword): Promise<Account> {
    const proof = await this.tryPassword(shown, true);
    if (proof.row !== null) return accountOf(proof.row);
    throw new Problem(proof.wrong === 'code' ? 'wrong-code' : 'wrong-credentials');
  }

  /**
   * The sign-in of who knows the password of a name; null when it is another, or nobody's, or the password alone is not
   * enough. Takes equally long.
   */
  async proven(username: string, password: string): Promise<SignIn | null> {
    const row = await this.provenRow(username, password);
    if (row === null || row.secondFactorSince !== null) return null;
    return this.signInAs(accountOf(row));
  }

  /** The hash of a password that somebody knows; null when it is another. Counts as a try, as {@link signIn} does. */
  async provenHash(shown: ShownPassword): Promise<string | null> {
    return (await this.tryPassword(shown, false)).row?.passwordHash ?? null;
  }

  /**
   * Has somebody who is signed in show their password and a code once more. Throws Problem `wrong-password`,
   * `code-refused`, and `too-many-attempts` as at the sign-in.
   */
  async proveAgain(shown: ShownPassword): Promise<void> {
    const proof = await this.tryPassword(shown, true);
    if (proof.row !== null) return;
    throw new Problem(proof.wrong === 'code' ? 'code-refused' : 'wrong-password');
  }

  /** A sign-in of somebody who has proven who they are. */
  signInAs(account: Account): SignIn {
    const token = this.tokens.issue(account);
    return { user: userView(account), token, expiresIn: this.tokens.ttlSeconds };
  }

  private async tryPassword(shown: ShownPassword, asksForCode: boolean): Promise<Proof> {
    this.refusePublished(shown.username, shown.password);
    // Who waits for a turn is admitted when it comes: a crowd of tries at once is counted as one after the other.
    const tried = this.turns.execute(async () => {
      await this.limits.admit(shown);
      try {
        const proof = await this.prove(shown, asksForCode);
        await this.count(shown, proof, asksForCode);
        return proof;
      } catch (error) {
        await this.limits.recordNothing(shown);
        throw error;
      }
    });
    return tried.catch((error: unknown) => {
      throw error instanceof BulkheadRejectedError ? overrun() : error;
    });
  }

  /** Who knows a password and lacks a code is told so at no cost: it is the next request that is tried. */
  private async prove(shown: ShownPassword, asksForCode: boolean): Promise<Proof> {
    const row = await this.provenRow(shown.username, shown.password);
    if (row === null) return { row, wrong: 'password' };
    if (!asksForCode || row.secondFactorSince === null) return { row };
    if (shown.shownCode === null) throw new Problem('code-required');
    const isRight = await this.codes.use(accountOf(row), shown.shownCode);
    return isRight ? { row } : { row: null, wrong: 'code' };
  }

  /** A password alone gives back no tries to who guesses codes. */
  private async count(shown: ShownPassword, { row }: Proof, asksForCode: boolean): Promise<void> {
    if (row === null) await this.limits.recordFailure(shown);
    else if (asksForCode || row.secondFactorSince === null) await this.limits.recordSuccess(shown);
    else await this.limits.recordNothing(shown);
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
