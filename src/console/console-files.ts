import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { Problem } from '../kernel/problem.js';
import { pagePolicy } from './page-policy.js';

/** What the build makes of `web/`: seen from `src/console/` and from `dist/src/console/`. */
const FOLDERS = ['../../web/dist', '../../../web/dist'];

const POLICY = pagePolicy({ baseUri: "'none'", formAction: "'self'" });

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};
/** How the build packs files, and what is put behind their names then. */
const ENDINGS = { br: '.br', gzip: '.gz', identity: '' } as const;

/**
 * Serves the operators' console at `/console`: one page for all its addresses, asked for anew each time, and files whose
 * names change with what is in them. Where it was not built, nothing is served, and the log says so.
 */
export function serveConsole(app: NestFastifyApplication): void {
  const folder = FOLDERS.map((path) => join(import.meta.dirname, path)).find((path) =>
    existsSync(join(path, 'index.html')),
  );
  if (folder === undefined) {
    new Logger('Console').warn('The console was not built: "npm run build" makes it');
    return;
  }
  const assets = join(folder, 'assets');
  const names = new Set(readdirSync(assets));
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const fastify = app.getHttpAdapter().getInstance();
  for (const path of ['/console', '/console/*']) {
    fastify.get(path, (request, reply) => sendPage(request, reply, page));
  }
  fastify.get<{ Params: { name: string } }>('/console/assets/:name', (request, reply) => {
    const { name } = request.params;
    // Only what was there at the start is looked for: a name is no path.
    if (!names.has(name) || TYPES[extname(name)] === undefined) throw new Problem('not-found');
    return sendAsset(request, reply, { assets, name, names });
  });
}

/** What each page asks first, and what the start page asks then: a browser can ask while it still loads the scripts. */
const ASKED_FIRST = ['/api/v1/auth/sessions/current'];
const ASKED_AT_START = [...ASKED_FIRST, '/api/v1/overview'];

/** Has the browser of somebody who is signed in ask at once: `crossorigin` is how the console's own requests are made. */
function preloads({ headers, routeOptions }: FastifyRequest): { link?: string } {
  if (!/(?:^|;\s*)console=/.test(headers.cookie ?? '')) return {};
  const asked = routeOptions.url === '/console' ? ASKED_AT_START : ASKED_FIRST;
  return { link: asked.map((path) => `<${path}>; rel=preload; as=fetch; crossorigin`).join(', ') };
}

function sendPage(request: FastifyRequest, reply: FastifyReply, page: string): FastifyReply {
  return reply
    .headers({
      'content-security-policy': POLICY,
      'cache-control': 'no-cache',
      ...preloads(request),
    })
    .type('text/html; charset=utf-8')
    .send(page);
}

interface Asset {
  readonly assets: string;
  readonly name: string;
  readonly names: ReadonlySet<string>;
}

async function sendAsset(
  request: FastifyRequest,
  reply: FastifyReply,
  { assets, name, names }: Asset,
): Promise<FastifyReply> {
  const there = (['br', 'gzip', 'identity'] as const).filter((one) =>
    names.has(name + ENDINGS[one]),
  );
  const accepted = new Negotiator(request).encodings(there);
  const chosen = there.find((one) => accepted.includes(one)) ?? 'identity';
  const body = await readFile(join(assets, name + ENDINGS[chosen]));
  if (chosen !== 'identity') void reply.header('content-encoding', chosen);
  return reply
    .headers({ 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' })
    .type(TYPES[extname(name)] ?? '')
    .send(body);
}
