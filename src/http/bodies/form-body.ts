import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { UnsupportedMediaTypeException } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type FormCharset, formCharsetIn } from './charset.js';
import { type Form, readForm } from './form-fields.js';
import { isLoose } from './loose-body.js';

/** Alipay's longest messages name every voucher and every source of a trade's money. */
const FORM_LIMIT_BYTES = 64 * 1024;

/** Old pages post JSON as a form: taken apart at its `&` and `=` it would be lost. Null for what is no JSON object. Pure. */
function jsonTextIn(body: Buffer, charset: FormCharset): string | null {
  if (!body.includes('{')) return null;
  const text = new TextDecoder(charset).decode(body);
  if (!text.trimStart().startsWith('{')) return null;
  try {
    JSON.parse(text);
    return text;
  } catch {
    return null;
  }
}

/** Throws what {@link acceptForms} refuses. */
function decode(request: FastifyRequest, body: Buffer): Form | string | undefined {
  if (body.length === 0) return undefined;
  const charset = formCharsetIn(request.headers['content-type']);
  if (!isLoose(request) || charset === null) throw new UnsupportedMediaTypeException();
  return jsonTextIn(body, charset) ?? readForm(body, charset);
}

/**
 * Takes `application/x-www-form-urlencoded` bodies, as Alipay's notifies are, at routes that read their body themselves;
 * JSON that is posted as a form arrives as text. All other routes refuse forms: their values have types.
 */
export function acceptForms(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  const options = { parseAs: 'buffer', bodyLimit: FORM_LIMIT_BYTES } as const;
  fastify.addContentTypeParser(
    'application/x-www-form-urlencoded',
    options,
    (request, body: Buffer, done) => {
      try {
        done(null, decode(request, body));
      } catch (error) {
        done(error as Error);
      }
    },
  );
}
