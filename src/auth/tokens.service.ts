import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { AuthConfig } from '../../config/auth.config.js';
import { CLOCK, type Clock } from '../kernel/clock.js';
import { Problem } from '../kernel/problem.js';
import { CheckedTokens, type OwnToken } from './checked-tokens.js';
import { type Duty, dutyOf } from './duty.js';
import { dutyProblem } from './duty-problem.js';
import { type ExternalBearer, ExternalIssuer } from './external-issuer.js';
import { type KnownUser, KnownUsers } from './known-users.js';
import { isPublicId } from './public-id.js';
import type { UserIdentity } from './signed-in-user.js';
import { tokenDigest } from './token-digest.js';

/** What a token of this server says beside the registered claims. */
interface Claims {
  readonly sub: string;
  readonly ver: number;
  readonly exp: number;
}

/** A user whose tokens of one version count. */
export type TokenBearer = Pick<UserIdentity, 'publicId' | 'username'> & {
  readonly tokenVersion: number;
};

/** Who a token belongs to, and what they have to do first; null: nothing. */
export interface Bearer {
  readonly user: UserIdentity;
  readonly duty: Duty | null;
}

const FORM = /^[\w-]{1,2000}\.[\w-]{1,6000}\.[\w-]{1,2000}$/;
const TOKEN_ID_BYTES = 12;

/** Makes and checks tokens. */
@Injectable()
export class Tokens {
  private readonly checked = new CheckedTokens();

  constructor(
    private readonly jwt: JwtService,
    private readonly config: AuthConfig,
    private readonly external: ExternalIssuer,
    private readonly known: KnownUsers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Lifetime of a token made here, in seconds. */
  get ttlSeconds(): number {
    return this.config.jwtTtlSeconds;
  }

  /** A token for a user who has just proven who they are. Each is one of its own, so that it can be ended alone. */
  issue({ publicId, username, tokenVersion }: TokenBearer): string {
    const issuedAt = Math.floor(this.clock.now().getTime() / 1_000);
    const claims = { username, ver: tokenVersion, iat: issuedAt };
    const jwtid = randomBytes(TOKEN_ID_BYTES).toString('base64url');
    return this.jwt.sign(claims, { subject: publicId, jwtid });
  }

  /**
   * Who a token belongs to. Throws Problem `invalid-token` unless it is genuine, in time and meant for this server, its
   * user is there and it was not ended; and the Problem of what the user has to do first.
   */
  async verify(token: string): Promise<UserIdentity> {
    const { user, duty } = await this.bearerOf(token);
    if (duty !== null) throw dutyProblem(duty);
    return user;
  }

  /** {@link verify} for who may have to do something first. Throws Problem `invalid-token`. */
  async bearerOf(token: string): Promise<Bearer> {
    if (!FORM.test(token)) throw invalidToken();
    const own = this.readOwn(token);
    const known = own === null ? await this.externalUser(token) : await this.userOf(own);
    if (known === null) throw invalidToken();
    const { user, standing } = known;
    return { user, duty: dutyOf({ ...user, standing }, this.config.secondFactorRoles) };
  }

  private async userOf({ publicId, version, digest }: OwnToken): Promise<KnownUser | null> {
    const known = await this.known.find(publicId);
    if (known === null || known.tokenVersion !== version) return null;
    return known.ended.has(digest) ? null : known;
  }

  private async externalUser(token: string): Promise<KnownUser | null> {
    const bearer = await this.external.bearerOf(token);
    const known = bearer === null ? null : await this.known.find(bearer.publicId);
    if (bearer === null || known === null || isFromBefore(bearer, known)) return null;
    return known.ended.has(tokenDigest(token)) ? null : known;
  }

  private readOwn(token: string): OwnToken | null {
    const clockTimestamp = Math.floor(this.clock.now().getTime() / 1_000);
    const known = this.checked.find(token, clockTimestamp);
    if (known !== null) return known;
    try {
      const { sub, ver, exp } = this.jwt.verify<Claims>(token, { clockTimestamp });
      // The library accepts a token without an end; this server does not.
      if (typeof exp !== 'number' || !Number.isInteger(ver) || !isPublicId(sub)) return null;
      const own = { publicId: sub, version: ver, expiresAt: exp, digest: tokenDigest(token) };
      this.checked.keep(token, own);
      return own;
    } catch {
      return null;
    }
  }
}

/** Another issuer's tokens carry no version of ours: the instant of their making decides, to the second. */
function isFromBefore({ issuedAt }: ExternalBearer, { signedOutAt }: KnownUser): boolean {
  if (signedOutAt === null) return false;
  return issuedAt === null || issuedAt <= Math.floor(signedOutAt.getTime() / 1_000);
}

/** The refusal of a token that is forged, too old, or not meant for this server. */
export function invalidToken(): Problem {
  return new Problem('invalid-token');
}
