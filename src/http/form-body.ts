import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { UnsupportedMediaTypeException } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { isOtherCharset } from './charset.js';
import { isLoose } from './loose-body.js';

/** 16 KB is plenty for a notify. */
const FORM_LIMIT_BYTES = 16 * 1024;

type Form = Record<string, string | string[]>;

/** The fields of a form, decoded once; a field that comes twice is a list, so that it can be refused. Pure. */
function readForm(text: string): Form {
  const fields: Form = Object.create(null) as never;
  for (const [name, value] of new URLSearchParams(text)) {
    const before = fields[name];
    fields[name] = before === undefined ? value : [before, value].flat();
  }
  return fields;
}

/** Old pages post JSON as a form: taken apart at its `&` and `=` it would be lost. Pure. */
function isJsonText(text: string): boolean {
  if (!text.trimStart().startsWith('{')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Throws what {@link acceptForms} refuses. */
function decode(request: FastifyRequest, body: Buffer): Form | string | undefined {
  if (body.length === 0) return undefined;
  if (!isLoose(request) || isOtherCharset(request.headers['content-type'])) {
    throw new UnsupportedMediaTypeException();
  }
  const text = new TextDecoder('utf-8').decode(body);
  return isJsonText(text) ? text : readForm(text);
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
