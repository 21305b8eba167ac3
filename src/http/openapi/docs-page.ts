import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import type { FastifyInstance } from 'fastify';

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>alipay-checkout API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/swagger-ui.css">
<div id="page"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
`;

// A file of its own, for the content security policy allows no script inside the page.
const START = `SwaggerUIBundle({ url: '/docs/openapi.json', dom_id: '#page', deepLinking: true });\n`;

const ASSETS: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

/** Serves the page that shows the OpenAPI document, with Swagger UI from its package. */
export function serveDocsPage(fastify: FastifyInstance): void {
  const { resolve } = createRequire(import.meta.url);
  fastify.get('/docs', (_request, reply) => reply.type('text/html; charset=utf-8').send(PAGE));
  fastify.get('/docs/start.js', (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(START),
  );
  for (const [name, type] of Object.entries(ASSETS)) {
    const file = resolve(`swagger-ui-dist/${name}`);
    fastify.get(`/docs/${name}`, (_request, reply) =>
      reply.type(type).header('cache-control', 'max-age=86400').send(createReadStream(file)),
    );
  }
}
