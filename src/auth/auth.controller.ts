import { Body, Controller, Get, Headers, HttpCode, Ip, Post, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { bearerIn } from '../http/bearer.js';
import { IdempotencyKey } from '../http/idempotency.js';
import {
  INVALID,
  NO_DEMO_USERS,
  SIGN_IN,
  TOO_MANY_ATTEMPTS,
  USER,
  USERNAME_TAKEN,
  WRONG_CREDENTIALS,
  WRONG_PASSWORD,
} from './auth.examples.js';
import { CredentialsDto, NewPasswordDto, SignOutDto } from './auth.dto.js';
import { AuthGuard } from './auth.guard.js';
import { SIGN_IN_REQUIRED } from './auth.refusals.js';
import { CurrentUser } from './current-user.js';
import { PageCookie } from './page-cookie.js';
import { Passwords } from './passwords.service.js';
import { Registrations } from './registrations.service.js';
import { Sessions } from './sessions.service.js';
import { type SignedInUser, type UserView, userView } from './signed-in-user.js';
import { type SignIn, Users } from './users.service.js';

@ApiTags('auth')
@Controller('api/v1/auth')
export class AuthController {
  constructor(
    private readonly users: Users,
    private readonly registrations: Registrations,
    private readonly cookie: PageCookie,
    private readonly sessions: Sessions,
    private readonly passwords: Passwords,
  ) {}

  @Post('register')
  @ApiOperation({ summary: 'Register a customer' })
  @ApiResponse({ status: 201, description: 'Registered and signed in', example: SIGN_IN })
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
    return this.cookie.set(reply, this.registrations.register(body, address, key));
  }

  @Post('login')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign in' })
  @ApiResponse({ status: 200, description: 'Signed in', example: SIGN_IN })
  @ApiResponse(INVALID)
  @ApiResponse(WRONG_CREDENTIALS)
  @ApiResponse(NO_DEMO_USERS)
  @ApiResponse(TOO_MANY_ATTEMPTS)
  login(
    @Body() body: CredentialsDto,
    @Ip() address: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignIn> {
    return this.cookie.set(reply, this.users.signIn(body.username, body.password, address));
  }

  @Get('me')
  @UseGuards(AuthGuard)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Who the token belongs to' })
  @ApiResponse({ status: 200, description: 'The user', example: USER })
  @ApiResponse(SIGN_IN_REQUIRED)
  me(@CurrentUser() user: SignedInUser): UserView {
    return userView(user);
  }

  @Post('logout')
  @HttpCode(204)
  @UseGuards(AuthGuard)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'End the token, or all tokens of the user' })
  @ApiResponse({ status: 204, description: 'Ended, everywhere within five seconds' })
  @ApiResponse(INVALID)
  @ApiResponse(SIGN_IN_REQUIRED)
  async logout(
    @CurrentUser() user: SignedInUser,
    @Body() body: SignOutDto,
    @Headers('authorization') authorization: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    if (body.everywhere === true) await this.sessions.endAll(user);
    else await this.sessions.end(user, bearerIn(authorization));
    this.cookie.clear(reply);
  }

  @Post('password')
  @HttpCode(200)
  @UseGuards(AuthGuard)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Change the password; ends all tokens and answers a new one' })
  @ApiResponse({ status: 200, description: 'Changed', example: SIGN_IN })
  @ApiResponse(INVALID)
  @ApiResponse(SIGN_IN_REQUIRED)
  @ApiResponse(WRONG_PASSWORD)
  @ApiResponse(TOO_MANY_ATTEMPTS)
  password(
    @CurrentUser() user: SignedInUser,
    @Body() body: NewPasswordDto,
    @Ip() address: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignIn> {
    return this.cookie.set(reply, this.passwords.change(user, body, address));
  }
}
