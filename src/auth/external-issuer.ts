import { Inject, Injectable } from '@nestjs/common';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { AuthConfig } from '../../config/auth.config.js';
import { CLOCK, type Clock } from '../kernel/clock.js';
import type { SignedInUser } from './signed-in-user.js';
import { UserStore } from './user-store.js';

const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const KEY_FETCH_TIMEOUT_MS = 3_000;

/** Accepts the tokens of another issuer, by the key set that it publishes. Off unless configured. */
@Injectable()
export class ExternalIssuer {
  private readonly keys;

  constructor(
    private readonly config: AuthConfig,
    private readonly users: UserStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    const { jwksUrl } = config;
    this.keys =
      jwksUrl === null
        ? null
        : createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: KEY_FETCH_TIMEOUT_MS });
  }

  /** The user of a genuine token, made at the first sign-in; null when the token is not one of that issuer. */
  async userOf(token: string): Promise<SignedInUser | null> {
    const subject = this.keys === null ? null : await this.subjectOf(token);
    return subject === null ? null : this.users.ofExternalSubject(subject);
  }

  private async subjectOf(token: string): Promise<string | null> {
    const { keys, config } = this;
    if (keys === null || config.jwksIssuer === null || config.jwksAudience === null) return null;
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ALGORITHMS,
        issuer: config.jwksIssuer,
        audience: config.jwksAudience,
        requiredClaims: ['exp', 'sub'],
        currentDate: this.clock.now(),
      });
      return `${payload.iss ?? ''}|${payload.sub ?? ''}`;
    } catch {
      return null;
    }
  }
}
