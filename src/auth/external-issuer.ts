import { Inject, Injectable, Logger } from '@nestjs/common';
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import { AuthConfig } from '../../config/auth.config.js';
import { CLOCK, type Clock } from '../kernel/clock.js';
import { Problem } from '../kernel/problem.js';
import { UserRepository } from './user.repository.js';

const ALGORITHMS = ['RS256', 'ES256'];
const KEY_FETCH_TIMEOUT_MS = 3_000;
/** What the column holds. */
const MAX_SUBJECT_LENGTH = 255;
/** What jose says of a key set that does not come or cannot be read; its other errors are of the token. */
const KEY_SET_FAULTS = new Set(['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID']);

/** Whom a genuine token of the other issuer names, and when it was made (seconds since 1970; null: it does not say). */
export interface ExternalBearer {
  readonly publicId: string;
  readonly issuedAt: number | null;
}

interface Named {
  readonly subject: string;
  readonly issuedAt: number | null;
}

/** Accepts the tokens of another issuer, by the key set that it publishes. Off unless configured. */
@Injectable()
export class ExternalIssuer {
  private readonly logger = new Logger(ExternalIssuer.name);
  private readonly keys;

  constructor(
    private readonly config: AuthConfig,
    private readonly users: UserRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    const { jwksUrl } = config;
    this.keys =
      jwksUrl === null
        ? null
        : createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: KEY_FETCH_TIMEOUT_MS });
  }

  /**
   * The bearer of a genuine token, who is added at the first sign-in; null when the token is not one of that issuer.
   * Throws Problem `issuer-unavailable` when the key set cannot be had: the token may well be genuine.
   */
  async bearerOf(token: string): Promise<ExternalBearer | null> {
    const named = this.keys === null ? null : await this.namedBy(token);
    if (named === null) return null;
    const { publicId } = await this.users.ofExternalSubject(named.subject);
    return { publicId, issuedAt: named.issuedAt };
  }

  private async namedBy(token: string): Promise<Named | null> {
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
      const subject = subjectIn(payload, config.jwksIssuer);
      return subject === null ? null : { subject, issuedAt: payload.iat ?? null };
    } catch (error) {
      if (isFaultOfToken(error)) return null;
      this.logger.warn({ err: error }, 'the key set of the external issuer cannot be had');
      throw new Problem('issuer-unavailable');
    }
  }
}

/** To the database `bob` and `bob` with a blank behind are one (PAD SPACE): such subjects are nobody's. */
function subjectIn({ sub }: JWTPayload, issuer: string): string | null {
  if (typeof sub !== 'string' || sub === '' || sub !== sub.trimEnd()) return null;
  const subject = `${issuer}|${sub}`;
  return subject.length <= MAX_SUBJECT_LENGTH ? subject : null;
}

function isFaultOfToken(error: unknown): boolean {
  return error instanceof errors.JOSEError && !KEY_SET_FAULTS.has(error.code);
}
