import { createHash } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Idempotency } from '../http/idempotency/idempotency.js';
import { invalidRequest } from '../http/validation.js';
import { Problem } from '../kernel/problem.js';
import type { CredentialsDto } from './auth.dto.js';
import { canonicalName, foldedName } from './folded-name.js';
import { refusalOfName } from './name-rules.js';
import { SignInLimits } from './sign-in-limits.js';
import { type Account, UserRepository } from './user.repository.js';
import { type SignIn, Users } from './users.service.js';

/** Registers customers, under an idempotency key when the client names one. */
@Injectable()
export class Registrations {
  constructor(
    private readonly users: Users,
    private readonly store: UserRepository,
    private readonly limits: SignInLimits,
    private readonly idempotency: Idempotency,
  ) {}

  /**
   * Adds a customer under the canonical form of the name and signs them in; the same registration once more under its
   * key signs them in again. Throws Problem `invalid-request` for a name that hides what it is, `username-taken`, also
   * when a name only looks like this one, `too-many-attempts`, `demo-user-in-production`, and `idempotency-key-reused`
   * for the key with another password or another way to write the name.
   */
  async register(body: CredentialsDto, address: string, key: string | null): Promise<SignIn> {
    const { password } = body;
    const username = registrableName(body.username);
    this.users.refusePublished(username, password);
    await this.limits.spendRegistration(username, address);
    const passwordHash = await hash(password);
    const request = { scope: scopeOf(username), key, route: 'POST register', body: { username } };
    const added = await this.idempotency.once(request, async (tx) => ({
      status: 201,
      body: await this.add(tx, username, passwordHash),
    }));
    // Neither a token nor a hash of the password lies with the key: who repeats it shows the password again.
    const signIn =
      key === null ? this.users.signInAs(added.body) : await this.signInAgain(username, password);
    await this.limits.recordSuccess({ username, address, device: null });
    return signIn;
  }

  private async add(tx: EntityManager, name: string, passwordHash: string): Promise<Account> {
    if (!(await this.store.hasLookAlike(tx, name))) {
      const user = await this.store.add(name, passwordHash, 'customer', tx);
      if (user !== null) return user;
    }
    throw new Problem('username-taken');
  }

  private async signInAgain(username: string, password: string): Promise<SignIn> {
    const signIn = await this.users.proven(username, password);
    if (signIn !== null) return signIn;
    throw new Problem('idempotency-key-reused');
  }
}

/** A name as it is kept. Throws Problem `invalid-request` for one that nobody may have. */
export function registrableName(typed: string): string {
  const name = canonicalName(typed);
  const message = refusalOfName(name);
  if (message === null) return name;
  throw invalidRequest([{ path: 'username', message }]);
}

/** Nobody is signed in yet: a key belongs to the name that it registers. */
function scopeOf(username: string): string {
  const digest = createHash('sha256').update(foldedName(username)).digest('hex');
  return `register:${digest.slice(0, 40)}`;
}
