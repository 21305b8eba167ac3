import { Body, Controller, Get, HttpCode, Ip, Post, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { IdempotencyKey } from '../http/idempotency.js';
import { CredentialsDto } from './auth.dto.js';
import { AuthGuard } from './auth.guard.js';
import { CurrentUser } from './current-user.js';
import { PageCookie } from './page-cookie.js';
import { Registrations } from './registrations.service.js';
import type { SignedInUser } from './signed-in-user.js';
import { type SignIn, UsersService } from './users.service.js';

const USER = { id: 1, username: 'demo', role: 'customer' };
const SIGN_IN = { user: USER, token: 'eyJhbGciOiJIUzI1NiJ9.…', expiresIn: 86_400 };

@ApiTags('auth')
@Controller('api/v1/auth')
export class AuthController {
  constructor(
    private readonly users: UsersService,
    private readonly registrations: Registrations,
    private readonly cookie: PageCookie,
  ) {}

  @Post('register')
  @ApiOperation({ summary: 'Register a customer' })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiResponse({ status: 201, description: 'Registered and signed in', example: SIGN_IN })
  @ApiResponse({
    status: 409,
    description: 'The name is taken',
    example: {
      type: 'urn:problem:alipay-checkout:username-taken',
      title: 'Conflict',
      status: 409,
      detail: 'The user name is taken.',
    },
  })
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
  @ApiResponse({
    status: 401,
    description: 'Wrong name or password',
    example: {
      type: 'urn:problem:alipay-checkout:wrong-credentials',
      title: 'Unauthorized',
      status: 401,
      detail: 'The name or the password is wrong.',
    },
  })
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
  me(@CurrentUser() user: SignedInUser): SignedInUser {
    return user;
  }
}
