import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Idempotency } from '../http/idempotency.js';
import type { CredentialsDto } from './auth.dto.js';
import { type SignIn, UsersService } from './users.service.js';

/** Registers users under an idempotency key, without keeping a token or a password for it. */
@Injectable()
export class Registrations {
  constructor(
    private readonly users: UsersService,
    private readonly idempotency: Idempotency,
  ) {}

  /**
   * Registers, or signs in again when the key says that this is the same registration once more. Throws what
   * {@link UsersService.register} throws; another password under the same key is a taken name.
   */
  async register(body: CredentialsDto, address: string, key: string | null): Promise<SignIn> {
    const { username, password } = body;
    if (key === null) return this.users.register(username, password, address, false);
    // Neither the token nor a hash of the password may lie in a table: the password is checked again instead.
    const scope = `register:${createHash('sha256').update(username).digest('hex').slice(0, 40)}`;
    const request = { scope, key, route: 'POST register', body: { username } };
    await this.idempotency.remember(request, () => Promise.resolve({ status: 201, body: null }));
    return this.users.register(username, password, address, true);
  }
}
