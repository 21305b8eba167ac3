import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app.config.js';
import { Problem } from '../kernel/problem.js';
import { DEMO_PASSWORD, isDemoUser } from './demo-users.js';
import { SignInLimits } from './sign-in-limits.js';
import { type Role, type UserView, userView } from './signed-in-user.js';
import { Tokens } from './tokens.service.js';
import { type Account, accountOf, UserStore } from './user-store.js';

/** A user with a token to send along from now on. */
export interface SignIn {
  readonly user: UserView;
  readonly token: string;
  /** Seconds. */
  readonly expiresIn: number;
}

/** A name and a password that somebody shows, and from where. */
export interface ShownPassword {
  readonly username: string;
  readonly password: string;
  readonly address: string;
}

/** Verified against when nobody has the name, so that the answer takes as long as for a wrong password. */
let nobodysHash: Promise<string> | null = null;

/** Signs users in by their passwords. */
@Injectable()
export class Users {
  constructor(
    private readonly store: UserStore,
    private readonly tokens: Tokens,
    private readonly limits: SignInLimits,
    private readonly app: AppConfig,
  ) {}

  /**
   * Lets a password be tried, or be chosen. Throws Problem `too-many-attempts`, and `demo-user-in-production`: the demo
   * users' password is printed in the README, so in production it opens nothing.
   */
  async admit(username: string, password: string, address: string): Promise<void> {
    await this.limits.spend(username, address);
    this.refusePublished(username, password);
  }

  /** Throws Problem `demo-user-in-production` for a demo user with the published password there. */
  refusePublished(username: string, password: string): void {
    if (!this.app.production || !isDemoUser(username) || password !== DEMO_PASSWORD) return;
    const detail = 'The demo users do not exist in production.';
    throw new Problem('forbidden', 'demo-user-in-production', detail);
  }

  /** Signs a user in. Throws Problem `wrong-credentials` and what {@link admit} throws. */
  async signIn(username: string, password: string, address: string): Promise<SignIn> {
    await this.admit(username, password, address);
    const signIn = await this.proven(username, password);
    if (signIn === null) {
      const detail = 'The name or the password is wrong.';
      throw new Problem('unauthenticated', 'wrong-credentials', detail);
    }
    await this.limits.forgive(username);
    return signIn;
  }

  /** The sign-in of who knows the password of a name; null when it is another, or nobody's. Takes equally long. */
  async proven(username: string, password: string): Promise<SignIn | null> {
    const row = await this.provenRow(username, password);
    return row === null ? null : this.signInAs(accountOf(row));
  }

  /** The hash of a password that somebody knows; null when it is another. Counts as a try, as {@link signIn} does. */
  async provenHash({ username, password, address }: ShownPassword): Promise<string | null> {
    await this.admit(username, password, address);
    const row = await this.provenRow(username, password);
    if (row !== null) await this.limits.forgive(username);
    return row?.passwordHash ?? null;
  }

  /** A sign-in of somebody who has proven who they are. */
  signInAs(account: Account): SignIn {
    const token = this.tokens.issue(account);
    return { user: userView(account), token, expiresIn: this.tokens.ttlSeconds };
  }

  private async provenRow(username: string, password: string) {
    const row = await this.store.byUsername(username);
    nobodysHash ??= hash('nobody has this password');
    const matches = await verify(row?.passwordHash ?? (await nobodysHash), password);
    return matches && row?.passwordHash ? row : null;
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
