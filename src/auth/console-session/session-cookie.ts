import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppConfig } from '../../../config/app.config.js';
import { AuthConfig } from '../../../config/auth.config.js';

const COOKIE = /(?:^|;\s*)console=([\w-]{43})(?:;|$)/;
const SECRET_BYTES = 32;
const CSRF_HEADER = 'x-csrf-token';
/** What changes nothing needs no proof that the console's own page sends it. */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The console's cookie, and the token without which it opens no write. */
@Injectable()
export class SessionCookie {
  constructor(
    private readonly auth: AuthConfig,
    private readonly app: AppConfig,
  ) {}

  /** What a new session is known by: 256 bits of chance. */
  newSecret(): string {
    return randomBytes(SECRET_BYTES).toString('base64url');
  }

  /** The secret that a request shows; null: none. */
  read(request: FastifyRequest): string | null {
    return COOKIE.exec(request.headers.cookie ?? '')?.[1] ?? null;
  }

  /** Gives a browser the cookie, until the session's end at the latest. */
  set(reply: FastifyReply, secret: string): void {
    this.write(reply, secret, this.auth.sessionSeconds);
  }

  /** Has a browser forget it. */
  clear(reply: FastifyReply): void {
    this.write(reply, '', 0);
  }

  /** The token that writes of a session carry: other origins can have the cookie sent, and cannot know this. */
  csrfToken(secret: string): string {
    return createHmac('sha256', this.auth.jwtSecret).update(`csrf\n${secret}`).digest('base64url');
  }

  /** Whether a request changes nothing, or carries the token of its session. */
  isOwn(request: FastifyRequest, secret: string): boolean {
    if (SAFE.has(request.method)) return true;
    const wanted = Buffer.from(this.csrfToken(secret));
    const shown = Buffer.from(String(request.headers[CSRF_HEADER] ?? ''));
    return shown.length === wanted.length && timingSafeEqual(shown, wanted);
  }

  private write(reply: FastifyReply, secret: string, maxAge: number): void {
    const secure = this.app.publicUrl.startsWith('https:') ? '; Secure' : '';
    const where = `Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Strict`;
    void reply.header('set-cookie', `console=${secret}; ${where}${secure}`);
  }
}
