import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Ip,
  Post,
  Req,
  Res,
  UseGuards,
} from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Page } from '../../http/page.js';
import { LongIdParam } from '../../http/params.js';
import { refusal } from '../../http/refusal.js';
import { Problem } from '../../kernel/problem.js';
import { AuthConfig } from '../../../config/auth.config.js';
import { SignInDto } from '../auth.dto.js';
import { INVALID, NO_DEMO_USERS, TOO_MANY_ATTEMPTS, WRONG_SIGN_IN } from '../auth.examples.js';
import { AuthGuard } from '../auth.guard.js';
import { SIGN_IN_REQUIRED } from '../auth.refusals.js';
import { CurrentUser } from '../current-user.js';
import { DeviceCookie } from '../device-cookie.js';
import { dutyOf } from '../duty.js';
import { OpenBefore } from '../open-before.js';
import { dutyIn, sessionIdOf } from '../request-user.js';
import type { SignedInUser } from '../signed-in-user.js';
import { Users } from '../users.service.js';
import { ConsoleSessions } from './console-sessions.service.js';
import { SessionCookie } from './session-cookie.js';
import { SessionInfo, sessionInfo, SessionList, SessionView, sessionView } from './session-view.js';

const STAFF_ONLY = refusal({
  slug: 'staff-only',
  description: '`staff-only`: a customer; or `demo-user-in-production`',
});
const NO_SUCH_SESSION = refusal({ slug: 'no-such-session', description: 'No such session' });
const SESSION = {
  user: { id: '3f9c2a7e51d84b06a1c7e8f2d4b59063', username: 'alice', role: 'viewer' },
  permissions: ['orders.read', 'refunds.read'],
  csrfToken: 'tJ0bWq3rJ4Zb6n0hE8pZk1c2d3e4f5g6h7i8j9k0l1m',
  duty: null,
};
const INFO = {
  id: '7',
  current: true,
  address: '203.0.113.7',
  userAgent: 'Mozilla/5.0',
  createdAt: '2026-11-21T09:00:00+08:00',
  seenAt: '2026-11-21T09:30:00+08:00',
  expiresAt: '2026-11-21T21:00:00+08:00',
};

/** A browser of the staff signs in by a cookie that no script can read; the same routes take tokens as well. */
@ApiTags('auth')
@Controller('api/v1/auth/sessions')
export class SessionsController {
  constructor(
    private readonly users: Users,
    private readonly sessions: ConsoleSessions,
    private readonly cookie: SessionCookie,
    private readonly device: DeviceCookie,
    private readonly config: AuthConfig,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Sign a browser of the staff in',
    description:
      'Sets an HttpOnly cookie that all routes take like a token. It ends after `SESSION_IDLE_MINUTES` without a request and after ' +
      '`SESSION_HOURS` in any case. Each write has to carry `csrfToken` as `X-CSRF-Token`. Who has a second factor is asked for a `code` (401 ' +
      '`code-required`), which counts once; `duty` says what has to be done before anything else is open.',
  })
  @ApiResponse({ status: 201, description: 'Signed in', type: SessionView, example: SESSION })
  @ApiResponse(INVALID)
  @ApiResponse(WRONG_SIGN_IN)
  @ApiResponse({ ...NO_DEMO_USERS, ...STAFF_ONLY })
  @ApiResponse(TOO_MANY_ATTEMPTS)
  async beginSession(
    @Body() { username, password, code }: SignInDto,
    @Ip() address: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const device = this.device.read(request.headers.cookie, username);
    const origin = { via: 'console', address, requestId: request.id } as const;
    const shownCode = code === undefined ? null : { code, origin };
    const shown = { username, password, shownCode, address, device };
    const account = await this.users.provenAccount(shown);
    const userAgent = request.headers['user-agent'] ?? '';
    const begun = { account, address, userAgent, requestId: request.id };
    const { secret, csrfToken } = await this.sessions.begin(begun);
    this.cookie.set(reply, secret);
    this.device.set(reply, account.username);
    return sessionView(account, csrfToken, dutyOf(account, this.config.secondFactorRoles));
  }

  @Get('current')
  @OpenBefore('change-password', 'enrol-second-factor')
  @UseGuards(AuthGuard)
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'Who the cookie belongs to, what they may, and the token for writes',
    description:
      'For a page that was loaded anew: it has the cookie and has lost `csrfToken`. Who is signed in by a token has no ' +
      'session, and is answered 404.',
  })
  @ApiResponse({ status: 200, description: 'The session', type: SessionView, example: SESSION })
  @ApiResponse(SIGN_IN_REQUIRED)
  @ApiResponse(NO_SUCH_SESSION)
  getSession(@CurrentUser() user: SignedInUser, @Req() request: FastifyRequest): SessionView {
    const secret = this.cookie.read(request);
    if (secret === null || sessionIdOf(request) === null) throw new Problem('no-such-session');
    return sessionView(user, this.cookie.csrfToken(secret), dutyIn(request));
  }

  @Get()
  @UseGuards(AuthGuard)
  @ApiBearerAuth()
  @ApiOperation({
    summary: "List one's own sessions, the newest first",
    description:
      'Only those that still hold, the newest hundred in one part: `nextCursor` is always null. `current` is that of this ' +
      'request.',
  })
  @ApiResponse({
    status: 200,
    description: 'Those that hold',
    type: SessionList,
    example: { items: [INFO], nextCursor: null },
  })
  @ApiResponse(SIGN_IN_REQUIRED)
  async listSessions(
    @CurrentUser() user: SignedInUser,
    @Req() request: FastifyRequest,
  ): Promise<Page<SessionInfo>> {
    const rows = await this.sessions.list(user);
    const current = sessionIdOf(request);
    return { items: rows.map((row) => sessionInfo(row, current)), nextCursor: null };
  }

  @Delete(':id')
  @HttpCode(204)
  @UseGuards(AuthGuard)
  @ApiBearerAuth()
  @ApiOperation({
    summary: "End one of one's own sessions",
    description:
      "At once, also that of this request. Another's session, and one that is over, is answered as one that does not exist.",
  })
  @ApiResponse({ status: 204, description: 'It is over' })
  @ApiResponse(SIGN_IN_REQUIRED)
  @ApiResponse(NO_SUCH_SESSION)
  endSession(@CurrentUser() user: SignedInUser, @LongIdParam('id') id: string): Promise<void> {
    return this.sessions.end(user, id);
  }
}
