import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AppConfig } from '../../config/app.config.js';
import { StorefrontsConfig } from '../../config/storefronts.config.js';
import type { SignIn } from './users.service.js';

/** The only pages that are navigated to, and so cannot send a token in a header. */
const PAGES = '/payment';

/** Gives meiduo's server pages the token in a cookie that no script can read and no other route looks at. */
@Injectable()
export class PageCookie {
  constructor(
    private readonly storefronts: StorefrontsConfig,
    private readonly app: AppConfig,
  ) {}

  /** Sets the cookie of a sign-in, where meiduo is served, and answers the sign-in. */
  async set(reply: FastifyReply, signingIn: Promise<SignIn>): Promise<SignIn> {
    const signIn = await signingIn;
    this.write(reply, signIn.token, signIn.expiresIn);
    return signIn;
  }

  /** Has the browser forget the cookie. */
  clear(reply: FastifyReply): void {
    this.write(reply, '', 0);
  }

  private write(reply: FastifyReply, token: string, maxAge: number): void {
    if (!this.storefronts.shops.includes('meiduo')) return;
    const secure = this.app.publicUrl.startsWith('https:') ? '; Secure' : '';
    const cookie = `token=${token}; Path=${PAGES}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax`;
    void reply.header('set-cookie', cookie + secure);
  }
}
