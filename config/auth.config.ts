import { derivedSecret } from './derived-secret.js';
import type { EnvReader } from './env-reader.js';

/** Of the staff; who may what is no business of the settings. */
const STAFF = ['viewer', 'support', 'finance', 'admin'];

/** Sign-in and tokens. */
export class AuthConfig {
  /** Key of HS256 tokens that this server signs. */
  readonly jwtSecret: string;
  readonly jwtIssuer: string;
  readonly jwtAudience: string;
  readonly jwtTtlSeconds: number;
  /** Key set of an external issuer whose tokens are accepted as well, or null. */
  readonly jwksUrl: string | null;
  /** `iss` and `aud` that the external issuer's tokens must carry. */
  readonly jwksIssuer: string | null;
  readonly jwksAudience: string | null;
  /** Sign-in attempts per user name and per address in each window. */
  readonly loginAttempts: number;
  readonly loginWindowSeconds: number;
  /** A session of the console ends after so long without a request, and after so long in any case. */
  readonly sessionIdleSeconds: number;
  readonly sessionSeconds: number;
  /** Roles whose people may do nothing before they have a second factor. */
  readonly secondFactorRoles: readonly string[];
  /** Key of the secrets of second factors, as they lie in the database. */
  readonly secondFactorSecret: string;

  constructor(env: EnvReader) {
    this.jwtSecret = env.secret('JWT_SECRET', 'jwt-secret');
    this.jwtIssuer = env.text('JWT_ISSUER', 'alipay-checkout');
    this.jwtAudience = env.text('JWT_AUDIENCE', 'alipay-checkout');
    this.jwtTtlSeconds = env.integer('JWT_TTL_SECONDS', 86_400, 60, 31_536_000);
    this.jwksUrl = env.optionalUrl('JWKS_URL', ['http', 'https']);
    this.jwksIssuer = env.optional('JWKS_ISSUER');
    this.jwksAudience = env.optional('JWKS_AUDIENCE');
    if (this.jwksUrl !== null && (this.jwksIssuer === null || this.jwksAudience === null)) {
      env.fault('JWKS_URL', 'needs JWKS_ISSUER and JWKS_AUDIENCE');
    }
    this.loginAttempts = env.integer('LOGIN_ATTEMPTS', 10, 1, 1_000_000);
    this.loginWindowSeconds = env.integer('LOGIN_WINDOW_SECONDS', 300, 1, 86_400);
    this.sessionIdleSeconds = env.integer('SESSION_IDLE_MINUTES', 30, 1, 1_440) * 60;
    this.sessionSeconds = env.integer('SESSION_HOURS', 12, 1, 720) * 3_600;
    this.secondFactorRoles = env.list('REQUIRE_SECOND_FACTOR', []);
    if (!this.secondFactorRoles.every((role) => STAFF.includes(role))) {
      env.fault('REQUIRE_SECOND_FACTOR', `must be some of ${STAFF.join(', ')}`);
    }
    this.secondFactorSecret =
      env.optionalSecret('SECOND_FACTOR_SECRET') ?? derivedSecret('second factor', this.jwtSecret);
  }
}
