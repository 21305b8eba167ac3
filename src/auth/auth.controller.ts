import { Body, Controller, Get, HttpCode, Ip, Post, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { IdempotencyKey } from '../http/idempotency.js';
import {
  INVALID,
  NO_DEMO_USERS,
  SIGN_IN,
  TOO_MANY_ATTEMPTS,
  USER,
  USERNAME_TAKEN,
  WRONG_CREDENTIALS,
} from './auth.examples.js';
import { CredentialsDto } from './auth.dto.js';
import { AuthGuard } from './auth.guard.js';
import { SIGN_IN_REQUIRED } from './auth.refusals.js';
import { CurrentUser } from './current-user.js';
import { PageCookie } from './page-cookie.js';
import { Registrations } from './registrations.service.js';
import type { SignedInUser } from './signed-in-user.js';
import { type SignIn, Users } from './users.service.js';

@ApiTags('auth')
@Controller('api/v1/auth')
export class AuthController {
  constructor(
    private readonly users: Users,
    private readonly registrations: Registrations,
    private readonly cookie: PageCookie,
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
  me(@CurrentUser() user: SignedInUser): SignedInUser {
    return user;
  }
}
