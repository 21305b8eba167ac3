import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app.config.js';
import { Problem } from '../kernel/problem.js';
import { DEMO_PASSWORD, isDemoUser } from './demo-users.js';
import { SignInLimits } from './sign-in-limits.js';
import type { Role, SignedInUser } from './signed-in-user.js';
import { Tokens } from './tokens.service.js';
import { signedIn, UserStore } from './user-store.js';

/** A user with a token to send along from now on. */
export interface SignIn {
  readonly user: SignedInUser;
  readonly token: string;
  /** Seconds. */
  readonly expiresIn: number;
}

/** Verified against when nobody has the name, so that the answer takes as long as for a wrong password. */
let nobodysHash: Promise<string> | null = null;

/** Registers users and signs them in. */
@Injectable()
export class UsersService {
  constructor(
    private readonly store: UserStore,
    private readonly tokens: Tokens,
    private readonly limits: SignInLimits,
    private readonly app: AppConfig,
  ) {}

  /**
   * Adds a customer. With `again` (the client repeats a registration under one idempotency key) the same name and
   * password sign in instead. Throws Problem `username-taken`, `too-many-attempts`.
   */
  async register(
    username: string,
    password: string,
    address: string,
    again: boolean,
  ): Promise<SignIn> {
    await this.limits.spend(username, address);
    this.refusePublishedPassword(username, password);
    const user = await this.store.add(username, await hash(password), 'customer');
    if (user !== null) return this.signedIn(user);
    const known = again ? await this.authenticate(username, password) : null;
    if (known !== null) return this.signedIn(known);
    throw new Problem('conflict', 'username-taken', 'The user name is taken.');
  }

  /** Signs a user in. Throws Problem `wrong-credentials`, `too-many-attempts`, `demo-user-in-production`. */
  async signIn(username: string, password: string, address: string): Promise<SignIn> {
    await this.limits.spend(username, address);
    this.refusePublishedPassword(username, password);
    const user = await this.authenticate(username, password);
    if (user === null) {
      throw new Problem(
        'unauthenticated',
        'wrong-credentials',
        'The name or the password is wrong.',
      );
    }
    await this.limits.forgive(username);
    return this.signedIn(user);
  }

  /** Adds a development user unless the name exists. Throws Error in production. */
  async ensureDemoUser(username: string, password: string, role: Role): Promise<SignedInUser> {
    if (this.app.production) throw new Error('demo users exist only in development');
    const known = await this.store.byUsername(username);
    if (known !== null) return signedIn(known);
    const added = await this.store.add(username, await hash(password), role);
    return added ?? this.ensureDemoUser(username, password, role);
  }

  private async authenticate(username: string, password: string): Promise<SignedInUser | null> {
    const row = await this.store.byUsername(username);
    nobodysHash ??= hash('nobody has this password');
    const matches = await verify(row?.passwordHash ?? (await nobodysHash), password);
    return matches && row?.passwordHash ? signedIn(row) : null;
  }

  /** The demo users' password is printed in the README: in production it must open nothing. */
  private refusePublishedPassword(username: string, password: string): void {
    if (!this.app.production || !isDemoUser(username) || password !== DEMO_PASSWORD) return;
    const detail = 'The demo users do not exist in production.';
    throw new Problem('forbidden', 'demo-user-in-production', detail);
  }

  private signedIn(user: SignedInUser): SignIn {
    return { user, token: this.tokens.issue(user), expiresIn: this.tokens.ttlSeconds };
  }
}
