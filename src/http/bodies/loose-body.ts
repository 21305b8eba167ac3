import { UnsupportedMediaTypeException } from '@nestjs/common';
import { type NestFastifyApplication, RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

const TEXT_LIMIT_BYTES = 64 * 1024;

/** Of a route that reads its body itself: whatever its content type says arrives, as text when it is not readable JSON. */
export const LooseBody = (): MethodDecorator => RouteConfig({ looseBody: true });

/** Whether a request's route reads its body itself. */
export function isLoose(request: FastifyRequest): boolean {
  return (request.routeOptions.config as { looseBody?: boolean }).looseBody === true;
}

/**
 * Hands bodies of any other type, and of none, to routes marked {@link LooseBody}, so that they can refuse them in their
 * own words. A body of nothing is no body, whatever its type.
 */
export function acceptLooseBodies(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.removeContentTypeParser('text/plain');
  fastify.addContentTypeParser<string>(
    '*',
    { parseAs: 'string', bodyLimit: TEXT_LIMIT_BYTES },
    (request, body, done) => {
      if (body === '') done(null, undefined);
      else if (isLoose(request)) done(null, body);
      else done(new UnsupportedMediaTypeException());
    },
  );
}
