import { UnsupportedMediaTypeException } from '@nestjs/common';
import { type NestFastifyApplication, RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

/** Of a route that takes a zip: it arrives as a stream, which the route bounds and reads to its end. */
export const ZipBody = (): MethodDecorator => RouteConfig({ zipBody: true });

function takesZip({ routeOptions }: FastifyRequest): boolean {
  return (routeOptions.config as { zipBody?: boolean }).zipBody === true;
}

/** Hands `application/zip` bodies as they come to routes marked {@link ZipBody}; all others refuse them. */
export function acceptZips(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addContentTypeParser('application/zip', (request, payload, done) => {
    if (takesZip(request)) done(null, payload);
    else done(new UnsupportedMediaTypeException());
  });
}
