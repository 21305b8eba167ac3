import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AppConfig } from '../../config/app.config.js';

/** What a page of ours may load and do; a page that needs more says so itself. */
const POLICY = [
  "default-src 'self'",
  "base-uri 'self'",
  "font-src 'self' https: data:",
  "form-action 'self'",
  "frame-ancestors 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "script-src 'self'",
  "script-src-attr 'none'",
  "style-src 'self' 'unsafe-inline'",
];

/**
 * The headers by which browsers guard pages (OWASP's list); the same for every answer. What an answer tells is its
 * reader's own: nothing on the way keeps it, unless its route says so.
 */
const HEADERS = {
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'SAMEORIGIN',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
};

/** Gives every answer the headers that guard pages, and its request's id. */
export function guardAnswers(app: NestFastifyApplication, config: AppConfig): void {
  // Development is served over plain HTTP, where an upgrade would break every link.
  const policy = [...POLICY, ...(config.production ? ['upgrade-insecure-requests'] : [])].join(';');
  // The names below the host's may be others', and not be reachable by HTTPS.
  const hsts = `max-age=31536000${config.hstsSubdomains ? '; includeSubDomains' : ''}`;
  const headers = {
    ...HEADERS,
    'content-security-policy': policy,
    'strict-transport-security': hsts,
  };
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers(headers).header('x-request-id', request.id);
    done();
  });
}
