import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Context, context, type Span, SpanStatusCode } from '@opentelemetry/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { beginRequest, ORDER_NO, tracing } from '../kernel/tracing.js';
import { isOrderNo } from './params.js';
import { QUIET_ROUTES } from './request-log.js';

interface Traced {
  readonly span: Span;
  readonly within: Context;
}

/** Tells of each request as a span, under the one that its `traceparent` names. Costs nothing while nothing is told. */
export function traceRequests(app: NestFastifyApplication): void {
  if (!tracing.isOn) return;
  const fastify = app.getHttpAdapter().getInstance();
  const known = new WeakMap<FastifyRequest, Traced>();
  fastify.addHook('onRequest', (request, _reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    if (QUIET_ROUTES.has(route)) return done();
    const { traceparent } = request.headers;
    const name = `${request.method} ${route}`;
    const attributes = { 'http.request.method': request.method, 'http.route': route };
    const traced = beginRequest(name, attributes, String(traceparent ?? ''));
    known.set(request, traced);
    context.with(traced.within, done);
  });
  // What reads a body goes on in the connection's own context.
  fastify.addHook('preValidation', (request, _reply, done) => {
    const traced = known.get(request);
    if (traced === undefined) done();
    else context.with(traced.within, done);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const traced = known.get(request);
    if (traced !== undefined) endSpan(traced.span, request, reply);
    done();
  });
}

function endSpan(span: Span, request: FastifyRequest, { statusCode }: FastifyReply): void {
  span.setAttribute('http.response.status_code', statusCode);
  const { orderNo } = (request.params ?? {}) as { readonly orderNo?: unknown };
  // Whatever else stands in its place is not told: it may be anything.
  if (isOrderNo(orderNo)) span.setAttribute(ORDER_NO, orderNo);
  if (statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
