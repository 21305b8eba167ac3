import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import cors from '@fastify/cors';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyBaseLogger, LogController } from 'fastify';
import type { Logger } from 'pino';
import type { AppConfig } from '../../config/app.config.js';
import { readForwardedFor } from './client-address.js';
import { closeConnectionsAtTheEnd } from './closing.js';
import { acceptForms } from './bodies/form-body.js';
import { readForm } from './bodies/form-fields.js';
import { acceptJson } from './bodies/json-body.js';
import { acceptLooseBodies } from './bodies/loose-body.js';
import { acceptZips } from './bodies/zip-body.js';
import { watchForwarded } from './forwarded-watch.js';
import { type OutgoingCalls, serveOpenApi } from './openapi/openapi.js';
import { shedLoad } from './overload.js';
import { boundPipelines } from './pipelining.js';
import { ProblemFilter } from './problem.filter.js';
import { observeRequests } from './request-log.js';
import { traceRequests } from './request-tracing.js';
import { guardAnswers } from './security-headers.js';
import { answerConnection, answerUnroutable } from './unroutable.js';
import { requestValidation } from './validation.js';
import { refuseWrongMethods } from './wrong-method.js';

const JSON_LIMIT_BYTES = 64 * 1024;
const REQUEST_TIMEOUT_MS = 15_000;
/** Node looks at its timeouts this often. */
const TIMEOUT_CHECK_MS = 2_000;
const MAX_CONNECTIONS = 10_000;
/**
 * Connections that the system holds for a process that is too busy to take them. Beyond Node's 511 it drops their first
 * packets, and clients try again after 1, 3, 7 … seconds; the system's own limit (`somaxconn`) is the least of both.
 */
export const BACKLOG = 4_096;
const NO_CALLS: OutgoingCalls = { schemas: {}, webhooks: {} };
const SANE_REQUEST_ID = /^[\w-]{8,64}$/;

/** Fastify with the limits that keep slow and oversized clients away. */
export function httpAdapter(config: AppConfig, logger: Logger): FastifyAdapter {
  const adapter = new FastifyAdapter({
    loggerInstance: logger,
    // One line a request, once it is answered: see observeRequests. A logger for each request would cost more than that.
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: (parent: FastifyBaseLogger) => parent,
    bodyLimit: JSON_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: REQUEST_TIMEOUT_MS * 2,
    keepAliveTimeout: config.keepAliveMs,
    trustProxy: config.proxies > 0 && ((_address: string, hop: number) => hop < config.proxies),
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    genReqId: requestId,
    http: { headersTimeout: REQUEST_TIMEOUT_MS, connectionsCheckingInterval: TIMEOUT_CHECK_MS },
    frameworkErrors: answerUnroutable,
    clientErrorHandler: answerConnection,
    routerOptions: {
      ignoreTrailingSlash: true,
      maxParamLength: 128,
      // As forms are: a return from Alipay is signed as a notify is, in whatever charset.
      querystringParser: (text) => readForm(Buffer.from(text, 'latin1')),
    },
  });
  const { server } = adapter.getInstance();
  server.maxConnections = MAX_CONNECTIONS;
  boundPipelines(server);
  return adapter;
}

function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && SANE_REQUEST_ID.test(given) ? given : randomUUID();
}

/**
 * Everything that all routes have in common, for the real process and for tests alike. `calls` are what
 * the OpenAPI document tells of what this server sends to others.
 */
export async function configureHttp(
  app: NestFastifyApplication,
  config: AppConfig,
  calls: OutgoingCalls = NO_CALLS,
): Promise<void> {
  traceRequests(app);
  app.useGlobalPipes(requestValidation());
  app.useGlobalFilters(new ProblemFilter());
  watchForwarded(app);
  readForwardedFor(app, config.proxies);
  guardAnswers(app, config);
  await app.register(cors, {
    origin: [...config.corsOrigins],
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['authorization', 'token', 'content-type', 'idempotency-key', 'cart-token'],
    exposedHeaders: ['x-request-id', 'retry-after'],
    maxAge: 600,
    // Its refusal of any other OPTIONS is no problem document.
    strictPreflight: false,
  });
  shedLoad(app);
  refuseWrongMethods(app);
  acceptJson(app);
  acceptForms(app);
  acceptLooseBodies(app);
  acceptZips(app);
  observeRequests(app);
  closeConnectionsAtTheEnd(app);
  serveOpenApi(app, { ...calls, publicUrl: config.publicUrl });
}
