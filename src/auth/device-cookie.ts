import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AppConfig } from '../../config/app.config.js';
import { AuthConfig } from '../../config/auth.config.js';
import { foldedName } from './folded-name.js';

const COOKIE = /(?:^|;\s*)device=([\w-]{22})\.([\w-]{43})(?:;|$)/;
const ID_BYTES = 16;
const YEAR_SECONDS = 31_536_000;

/**
 * Marks a browser on which somebody has signed in, for that name alone: strangers' wrong passwords do not keep it out
 * (OWASP's device cookies). It opens nothing: the password is asked for all the same.
 */
@Injectable()
export class DeviceCookie {
  constructor(
    private readonly auth: AuthConfig,
    private readonly app: AppConfig,
  ) {}

  /** The device's id when its cookie is one that this server gave to this name; null otherwise. */
  read(cookies: string | undefined, username: string): string | null {
    const [, id = '', mac = ''] = COOKIE.exec(cookies ?? '') ?? [];
    const wanted = Buffer.from(this.mac(id, username));
    const shown = Buffer.from(mac);
    return shown.length === wanted.length && timingSafeEqual(shown, wanted) ? id : null;
  }

  /** Gives a browser that has just signed in the cookie of the name. */
  set(reply: FastifyReply, username: string): void {
    const id = randomBytes(ID_BYTES).toString('base64url');
    const secure = this.app.publicUrl.startsWith('https:') ? '; Secure' : '';
    const value = `device=${id}.${this.mac(id, username)}`;
    const where = `Path=/api/v1/auth; Max-Age=${YEAR_SECONDS}; HttpOnly; SameSite=Strict`;
    void reply.header('set-cookie', `${value}; ${where}${secure}`);
  }

  private mac(id: string, username: string): string {
    const text = `device\n${id}\n${foldedName(username)}`;
    return createHmac('sha256', this.auth.jwtSecret).update(text).digest('base64url');
  }
}
