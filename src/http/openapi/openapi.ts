import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { serveDocsPage } from './docs-page.js';
import { finishedDocument } from './finished-document.js';
import { TAGS } from './tags.js';
import { PROBLEM_SCHEMA } from '../refusal.js';

/** What the document tells beside the routes: where the server is, and what it sends to others. */
export interface OutgoingCalls {
  readonly schemas: Readonly<Record<string, object>>;
  readonly webhooks: Readonly<Record<string, object>>;
}

interface Told extends OutgoingCalls {
  readonly publicUrl: string;
}

/** The OpenAPI document of all routes. */
function openApiDocument(app: NestFastifyApplication, told: Told): OpenAPIObject {
  const description =
    'Cart, order and payment through Alipay. Money is a decimal string in yuan; times carry +08:00. ' +
    'Every refusal is a problem document (RFC 9457) with a stable `type`. Beside those that a route names, any may answer ' +
    '503 `database-unavailable` (also `issuer-unavailable`, where another issuer’s tokens are taken) with `Retry-After`, ' +
    '400 `malformed-request`, 404 `not-found` (an id in the path that can be none), 405 `method-not-allowed` (its `Allow` ' +
    'names the methods of the address), 413 `body-too-large`, 414 `address-too-long`, 415 `unsupported-media-type` and 500 `internal`.';
  const builder = new DocumentBuilder()
    .setTitle('alipay-checkout')
    .setDescription(description)
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer(told.publicUrl, 'This server')
    .addBearerAuth();
  for (const [name, about] of TAGS) builder.addTag(name, about);
  const config = builder.build();
  // What is written for null is rewritten in place for version 3.1.
  const { schemas, webhooks } = structuredClone({ schemas: told.schemas, webhooks: told.webhooks });
  const components = { ...config.components, schemas: { ...schemas, Problem: PROBLEM_SCHEMA } };
  const document = SwaggerModule.createDocument(
    app,
    { ...config, components, webhooks },
    {
      autoTagControllers: false,
      // The names of handlers are those of a client's methods.
      operationIdFactory: (_controller, method) => method,
    },
  );
  return finishedDocument(document);
}

/** Serves the OpenAPI document at `/docs/openapi.json` and a page to read it at `/docs`. */
export function serveOpenApi(app: NestFastifyApplication, told: Told): void {
  const fastify = app.getHttpAdapter().getInstance();
  let document: string | null = null;
  // Made when somebody asks: it is of no use to a process that only takes orders.
  fastify.get('/docs/openapi.json', (_request, reply) => {
    document ??= JSON.stringify(openApiDocument(app, told));
    return reply.type('application/json; charset=utf-8').send(document);
  });
  serveDocsPage(fastify);
}
