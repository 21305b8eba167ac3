import { Body, Controller, Get, HttpCode, Ip, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { bearerIn } from '../http/health/bearer.js';
import { IdempotencyKey } from '../http/idempotency/idempotency.js';
import {
  INVALID,
  NO_DEMO_USERS,
  SIGN_IN,
  TOO_MANY_ATTEMPTS,
  USER,
  USERNAME_TAKEN,
  SAME_PASSWORD,
  WRONG_PASSWORD,
  WRONG_SIGN_IN,
} from './auth.examples.js';
import { CredentialsDto, NewPasswordDto, SignInDto, SignOutDto } from './auth.dto.js';
import { AuthGuard } from './auth.guard.js';
import { SIGN_IN_REQUIRED } from './auth.refusals.js';
import { CurrentUser } from './current-user.js';
import { DeviceCookie } from './device-cookie.js';
import { OpenBefore } from './open-before.js';
import { PageCookie } from './page-cookie.js';
import { Passwords } from './passwords.service.js';
import { Registrations } from './registrations.service.js';
import { Sessions } from './sessions.service.js';
import { ConsoleSessions } from './console-session/console-sessions.service.js';
import { SessionCookie } from './console-session/session-cookie.js';
import { sessionIdOf } from './request-user.js';
import { type SignedInUser, UserView, userView } from './signed-in-user.js';
import { SignIn, Users } from './users.service.js';

@ApiTags('auth')
@Controller('api/v1/auth')
export class AuthController {
  constructor(
    private readonly users: Users,
    private readonly registrations: Registrations,
    private readonly cookie: PageCookie,
    private readonly sessions: Sessions,
    private readonly passwords: Passwords,
    private readonly device: DeviceCookie,
    private readonly consoleSessions: ConsoleSessions,
    private readonly sessionCookie: SessionCookie,
  ) {}

  @Post('register')
  @ApiOperation({
    summary: 'Register a customer',
    description:
      'Signs in as well: the answer holds a token. The same `Idempotency-Key` with the same name and password signs ' +
      'the same customer in again. A name that only looks like another one is taken. Attempts are limited by ' +
      'address.',
  })
  @ApiResponse({
    status: 201,
    description: 'Registered and signed in',
    type: SignIn,
    example: SIGN_IN,
  })
  @ApiResponse(INVALID)
  @ApiResponse(NO_DEMO_USERS)
  @ApiResponse(USERNAME_TAKEN)
  @ApiResponse(TOO_MANY_ATTEMPTS)
  register(
    @Body() body: CredentialsDto,
    @Ip() address: string,
    @IdempotencyKey() key: string | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignIn> {
    return this.welcome(reply, this.registrations.register(body, address, key));
  }

  @Post('login')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Sign in',
    description:
      'Answers a token to send as `Authorization: Bearer …`. A wrong name and a wrong password are refused alike, ' +
      'and attempts are limited by name and address: wait for `Retry-After` after a 429. Who has a second factor sends a ' +
      '`code` along, which counts once. A member of the staff whose password was made for them, or whose role needs a second ' +
      'factor, may do nothing else before (403 `password-change-required`, `second-factor-required`).',
  })
  @ApiResponse({ status: 200, description: 'Signed in', type: SignIn, example: SIGN_IN })
  @ApiResponse(INVALID)
  @ApiResponse(WRONG_SIGN_IN)
  @ApiResponse(NO_DEMO_USERS)
  @ApiResponse(TOO_MANY_ATTEMPTS)
  login(
    @Body() { username, password, code }: SignInDto,
    @Ip() address: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignIn> {
    const device = this.device.read(request.headers.cookie, username);
    const origin = { via: 'api', address, requestId: request.id } as const;
    const shownCode = code === undefined ? null : { code, origin };
    const shown = { username, password, shownCode, address, device };
    return this.welcome(reply, this.users.signIn(shown));
  }

  @Get('me')
  @OpenBefore('change-password', 'enrol-second-factor')
  @UseGuards(AuthGuard)
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'Who the token belongs to',
    description:
      'Answers the user and the role, so that a client can check a token that it has kept; 401 when it has ended.',
  })
  @ApiResponse({ status: 200, description: 'The user', type: UserView, example: USER })
  @ApiResponse(SIGN_IN_REQUIRED)
  getMe(@CurrentUser() user: SignedInUser): UserView {
    return userView(user);
  }

  @Post('logout')
  @OpenBefore('change-password', 'enrol-second-factor')
  @HttpCode(204)
  @UseGuards(AuthGuard)
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'End the token or session, or all of the user',
    description:
      'Ends what this request was signed in by, or with `everywhere` all of the user on all devices. A token or session ' +
      'that has ended is answered 401, here too.',
  })
  @ApiResponse({ status: 204, description: 'Ended, everywhere within five seconds' })
  @ApiResponse(INVALID)
  @ApiResponse(SIGN_IN_REQUIRED)
  async logout(
    @CurrentUser() user: SignedInUser,
    @Body() body: SignOutDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const sessionId = sessionIdOf(request);
    if (body.everywhere === true) await this.sessions.endAll(user);
    else if (sessionId !== null) await this.consoleSessions.end(user, sessionId);
    else await this.sessions.end(user, bearerIn(request.headers.authorization ?? ''));
    this.cookie.clear(reply);
    if (sessionId !== null) this.sessionCookie.clear(reply);
  }

  @Post('password')
  @OpenBefore('change-password', 'enrol-second-factor')
  @HttpCode(200)
  @UseGuards(AuthGuard)
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'Change the password; ends all tokens and answers a new one',
    description:
      'Needs the present password, whose attempts are limited as at the sign-in. All devices are signed out; go on ' +
      'with the token of the answer.',
  })
  @ApiResponse({ status: 200, description: 'Changed', type: SignIn, example: SIGN_IN })
  @ApiResponse(INVALID)
  @ApiResponse(SIGN_IN_REQUIRED)
  @ApiResponse(WRONG_PASSWORD)
  @ApiResponse(SAME_PASSWORD)
  @ApiResponse(TOO_MANY_ATTEMPTS)
  changePassword(
    @CurrentUser() user: SignedInUser,
    @Body() body: NewPasswordDto,
    @Ip() address: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignIn> {
    const device = this.device.read(request.headers.cookie, user.username);
    return this.welcome(reply, this.passwords.change(user, body, { address, device }));
  }

  /** Answers a sign-in, and gives the browser what belongs to it. */
  private async welcome(reply: FastifyReply, signingIn: Promise<SignIn>): Promise<SignIn> {
    const signIn = await this.cookie.set(reply, signingIn);
    this.device.set(reply, signIn.user.username);
    return signIn;
  }
}
