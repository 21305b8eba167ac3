import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { AuthConfig } from '../../config/auth.config.js';
import { CLOCK, type Clock } from '../kernel/clock.js';
import { Problem } from '../kernel/problem.js';
import { CheckedTokens } from './checked-tokens.js';
import { ExternalIssuer } from './external-issuer.js';
import type { Role, SignedInUser } from './signed-in-user.js';

/** What a token of this server says beside the registered claims. */
interface Claims {
  readonly sub: string;
  readonly username: string;
  readonly role: Role;
  readonly exp: number;
}

const FORM = /^[\w-]{1,2000}\.[\w-]{1,6000}\.[\w-]{1,2000}$/;

/** Makes and checks tokens. */
@Injectable()
export class Tokens {
  private readonly checked = new CheckedTokens();

  constructor(
    private readonly jwt: JwtService,
    private readonly config: AuthConfig,
    private readonly external: ExternalIssuer,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Lifetime of a token made here, in seconds. */
  get ttlSeconds(): number {
    return this.config.jwtTtlSeconds;
  }

  /** A token for a user who has just proven who they are. */
  issue(user: SignedInUser): string {
    const issuedAt = Math.floor(this.clock.now().getTime() / 1_000);
    const claims = { username: user.username, role: user.role, iat: issuedAt };
    return this.jwt.sign(claims, { subject: String(user.id) });
  }

  /** Who a token belongs to. Throws Problem `invalid-token` unless it is genuine, in time and meant for this server. */
  async verify(token: string): Promise<SignedInUser> {
    if (!FORM.test(token)) throw invalidToken();
    const own = this.readOwn(token);
    if (own !== null) return own;
    const user = await this.external.userOf(token);
    if (user === null) throw invalidToken();
    return user;
  }

  private readOwn(token: string): SignedInUser | null {
    const clockTimestamp = Math.floor(this.clock.now().getTime() / 1_000);
    const known = this.checked.find(token, clockTimestamp);
    if (known !== null) return known;
    try {
      const claims = this.jwt.verify<Claims>(token, { clockTimestamp });
      const user = userOf(claims);
      if (user !== null) this.checked.keep(token, { user, expiresAt: claims.exp });
      return user;
    } catch {
      return null;
    }
  }
}

/** The library accepts a token without an end; this server does not. */
function userOf(claims: Claims): SignedInUser | null {
  if (typeof claims.exp !== 'number' || !/^[1-9]\d{0,9}$/.test(claims.sub)) return null;
  return { id: Number(claims.sub), username: claims.username, role: claims.role };
}

/** The refusal of a token that is forged, too old, or not meant for this server. */
function invalidToken(): Problem {
  return new Problem(
    'unauthenticated',
    'invalid-token',
    'The token is not valid here, or not any more.',
  );
}
