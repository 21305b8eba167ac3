import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Metrics } from './health/metrics.service.js';

/** Asked often by machines: their success tells nothing. */
export const QUIET_ROUTES = new Set(['/health/live', '/health/ready', '/metrics']);

/** Logs, counts and times each request by its route. */
export function observeRequests(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  const metrics = app.get(Metrics);
  const labels = ['method', 'route', 'status'];
  const total = metrics.counter('http_requests_total', 'Requests by route and status', labels);
  const help = 'Durations of requests by route and status, in seconds';
  const seconds = metrics.histogram('http_request_duration_seconds', help, labels);
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const values = { method: request.method, route, status: String(reply.statusCode) };
    total.inc(values);
    seconds.observe(values, reply.elapsedTime / 1_000);
    logRequest(request, reply, route);
    done();
  });
}

function logRequest(request: FastifyRequest, reply: FastifyReply, route: string): void {
  const { statusCode } = reply;
  if (statusCode < 500 && QUIET_ROUTES.has(route)) return;
  const members = {
    requestId: request.id,
    req: request,
    route,
    status: statusCode,
    ms: Math.round(reply.elapsedTime),
  };
  if (statusCode >= 500) request.log.warn(members, 'request failed');
  else request.log.info(members, 'request answered');
}
