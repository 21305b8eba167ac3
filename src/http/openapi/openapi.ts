import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { serveDocsPage } from './docs-page.js';
import { schemaOf } from './example-schema.js';
import { PROBLEM_SCHEMA } from '../refusal.js';

interface Content {
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
  schema?: object;
}

interface Answer {
  readonly content?: Readonly<Record<string, Content>>;
}

/** Says of each answer of JSON that has no class what form it has: that of its examples. */
function describeForms(document: OpenAPIObject): void {
  const operations = Object.values(document.paths).flatMap(
    (path) => Object.values(path) as { readonly responses: Record<string, Answer> }[],
  );
  const answers = operations.flatMap(({ responses }) => Object.values(responses));
  for (const { content } of answers) {
    const json = content?.['application/json'];
    if (json !== undefined) json.schema ??= schemaOf(examplesOf(json));
  }
}

function examplesOf({ example, examples }: Content): unknown[] {
  return examples === undefined ? [example] : Object.values(examples).map(({ value }) => value);
}

/** The same where a schema that is only a reference is one: beside it a description may stand since version 3.1. */
function withPlainReferences<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value), (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || !('allOf' in part)) return part;
    const { allOf, ...rest } = part;
    return Array.isArray(allOf) && allOf.length === 1 ? { ...allOf[0], ...rest } : part;
  }) as Value;
}

/** Schemas of what no route answers, by name. */
export type NamedSchemas = Readonly<Record<string, object>>;

/** The OpenAPI document of all routes. */
function openApiDocument(app: NestFastifyApplication, more: NamedSchemas): OpenAPIObject {
  const description =
    'Cart, order and payment through Alipay. Money is a decimal string in yuan; times carry +08:00. ' +
    'Every refusal is a problem document (RFC 9457) with a stable `type`. Beside those that a route names, any may answer ' +
    '503 `database-unavailable` (also `issuer-unavailable`, where another issuer’s tokens are taken) with `Retry-After`, ' +
    '400 `malformed-request`, 404 `not-found` (an id in the path that can be none), 405 `method-not-allowed` (its `Allow` ' +
    'names the methods of the address), 413 `body-too-large`, 414 `address-too-long`, 415 `unsupported-media-type` and 500 `internal`.';
  const config = new DocumentBuilder()
    .setTitle('alipay-checkout')
    .setDescription(description)
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth()
    .build();
  // What is written for null is rewritten in place for version 3.1.
  const schemas = structuredClone({ ...more, Problem: PROBLEM_SCHEMA });
  const told = { ...config, components: { ...config.components, schemas } };
  const document = SwaggerModule.createDocument(app, told, {
    // The names of handlers are those of a client's methods.
    operationIdFactory: (_controller, method) => method,
  });
  describeForms(document);
  return withPlainReferences(document);
}

/** Serves the OpenAPI document at `/docs/openapi.json` and a page to read it at `/docs`. */
export function serveOpenApi(app: NestFastifyApplication, schemas: NamedSchemas): void {
  const fastify = app.getHttpAdapter().getInstance();
  let document: string | null = null;
  // Made when somebody asks: it is of no use to a process that only takes orders.
  fastify.get('/docs/openapi.json', (_request, reply) => {
    document ??= JSON.stringify(openApiDocument(app, schemas));
    return reply.type('application/json; charset=utf-8').send(document);
  });
  serveDocsPage(fastify);
}
