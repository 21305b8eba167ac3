import { isUtf8 } from 'node:buffer';
import { BadRequestException, UnsupportedMediaTypeException } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { isOtherCharset } from './charset.js';
import { isLoose } from './loose-body.js';

/** Whether the bytes are said to be something else than JSON in UTF-8: squeezed, or of another charset. Pure. */
function isOtherwiseEncoded({ headers }: FastifyRequest): boolean {
  const squeezed = headers['content-encoding'] ?? 'identity';
  return squeezed.toLowerCase() !== 'identity' || isOtherCharset(headers['content-type']);
}

/** Why a body of JSON is not even tried to be read; null when it can be. Old pages' types need not be true. Pure. */
function refusalOf(request: FastifyRequest, body: Buffer): Error | null {
  if (!isLoose(request) && isOtherwiseEncoded(request)) return new UnsupportedMediaTypeException();
  // It would be kept with a mark in the place of each byte that cannot be read.
  return isUtf8(body) ? null : new BadRequestException();
}

/**
 * Takes `application/json` bodies in UTF-8. A body of nothing is no body: many clients name the type on every request.
 * A route that reads its body itself gets the text of JSON that is broken, and nothing in the place of other bytes.
 */
export function acceptJson(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser('application/json');
  fastify.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    (request, body, done) => {
      const loose = isLoose(request);
      const refusal = refusalOf(request, body);
      if (body.length === 0 || (refusal !== null && loose)) done(null, undefined);
      else if (refusal !== null) done(refusal);
      else {
        const text = body.toString('utf8');
        void parseJson(request, text, (error, value) => {
          if (error !== null && loose) done(null, text);
          else done(error, value);
        });
      }
    },
  );
}
