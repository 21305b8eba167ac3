import { UnsupportedMediaTypeException } from '@nestjs/common';
import { type NestFastifyApplication, RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

const TEXT_LIMIT_BYTES = 16 * 1024;

/** Of a route that reads its body itself: whatever its content type says arrives, as text when it is not readable JSON. */
export const LooseBody = (): MethodDecorator => RouteConfig({ looseBody: true });

function isLoose(request: FastifyRequest): boolean {
  return (request.routeOptions.config as { looseBody?: boolean }).looseBody === true;
}

/**
 * Hands bodies of any type, of none, and JSON that is empty or broken to routes marked {@link LooseBody}, so that they
 * can refuse them in their own words. All other routes take JSON and forms alone.
 */
export function acceptLooseBodies(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser(['text/plain', 'application/json']);
  fastify.addContentTypeParser<string>(
    'application/json',
    { parseAs: 'string' },
    (request, body, done) => {
      void parseJson(request, body, (error, value) => {
        if (error !== null && isLoose(request)) done(null, body);
        else done(error, value);
      });
    },
  );
  fastify.addContentTypeParser<string>(
    '*',
    { parseAs: 'string', bodyLimit: TEXT_LIMIT_BYTES },
    (request, body, done) => {
      if (isLoose(request)) done(null, body);
      else done(new UnsupportedMediaTypeException());
    },
  );
}
