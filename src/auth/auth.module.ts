/**
 * Owns users, their passwords and the tokens that name them.
 * Promises that a request's user is who a genuine, unexpired token for this server says.
 */
import { createSecretKey } from 'node:crypto';
import { Module } from '@nestjs/common';
import { JwtModule, type JwtModuleOptions } from '@nestjs/jwt';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthConfig } from '../../config/auth.config.js';
import { AuditModule } from '../audit/audit.module.js';
import { IdempotencyModule } from '../http/idempotency/idempotency.module.js';
import { AuditController } from './audit-trail/audit.controller.js';
import { AuthController } from './auth.controller.js';
import { AuthGuard, OptionalAuthGuard, RequestSignIn } from './auth.guard.js';
import { ConsoleSessionEntity } from './console-session/console-session.entity.js';
import { ConsoleSessions } from './console-session/console-sessions.service.js';
import { SessionCookie } from './console-session/session-cookie.js';
import { SessionsController } from './console-session/sessions.controller.js';
import { DeviceCookie } from './device-cookie.js';
import { ExternalIssuer } from './external-issuer.js';
import { KnownNetworks } from './known-networks.js';
import { EndedTokenEntity } from './ended-token.entity.js';
import { KnownUserRepository } from './known-user.repository.js';
import { KnownUsers } from './known-users.js';
import { PermissionGuard } from './needs.js';
import { PageCookie } from './page-cookie.js';
import { Passwords } from './passwords.service.js';
import { PeopleController } from './people/people.controller.js';
import { People } from './people/people.service.js';
import { RefusedAttempts } from './refused-attempts.service.js';
import { Registrations } from './registrations.service.js';
import { OwnSecondFactor } from './second-factor/own-second-factor.service.js';
import { SealedSecrets } from './second-factor/sealed-secrets.js';
import { SecondFactorController } from './second-factor/second-factor.controller.js';
import { RecoveryCodeEntity, SecondFactorEntity } from './second-factor/second-factor.entity.js';
import { SecondFactorRepository } from './second-factor/second-factor.repository.js';
import { ShownCodes } from './second-factor/shown-codes.service.js';
import { Sessions } from './sessions.service.js';
import { SignInLimits } from './sign-in-limits.js';
import { Tokens } from './tokens.service.js';
import { UserEntity } from './user.entity.js';
import { UserNames } from './user-names.js';
import { UserRepository } from './user.repository.js';
import { Users } from './users.service.js';

/** A secret given as text is tried as a public key first, for each token: ten times the work of the whole check. */
function jwtOptions(config: AuthConfig): JwtModuleOptions {
  const { jwtSecret, jwtIssuer: issuer, jwtAudience: audience } = config;
  return {
    secret: createSecretKey(Buffer.from(jwtSecret)),
    signOptions: { algorithm: 'HS256', issuer, audience, expiresIn: config.jwtTtlSeconds },
    verifyOptions: { algorithms: ['HS256'], issuer, audience },
  };
}

@Module({
  imports: [
    TypeOrmModule.forFeature([
      UserEntity,
      EndedTokenEntity,
      ConsoleSessionEntity,
      SecondFactorEntity,
      RecoveryCodeEntity,
    ]),
    JwtModule.registerAsync({ inject: [AuthConfig], useFactory: jwtOptions }),
    AuditModule,
    IdempotencyModule,
  ],
  controllers: [
    AuthController,
    SessionsController,
    SecondFactorController,
    PeopleController,
    AuditController,
  ],
  providers: [
    AuthGuard,
    ConsoleSessions,
    ExternalIssuer,
    OptionalAuthGuard,
    OwnSecondFactor,
    PermissionGuard,
    RefusedAttempts,
    DeviceCookie,
    KnownNetworks,
    KnownUserRepository,
    KnownUsers,
    PageCookie,
    Passwords,
    People,
    Registrations,
    RequestSignIn,
    SealedSecrets,
    SecondFactorRepository,
    SessionCookie,
    Sessions,
    ShownCodes,
    SignInLimits,
    Tokens,
    UserNames,
    UserRepository,
    Users,
  ],
  exports: [
    AuditModule,
    AuthGuard,
    ConsoleSessions,
    People,
    OptionalAuthGuard,
    PermissionGuard,
    RefusedAttempts,
    RequestSignIn,
    Tokens,
    UserNames,
    Users,
  ],
})
export class AuthModule {}
