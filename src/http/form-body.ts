import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { UnsupportedMediaTypeException } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** 16 KB is plenty for a notify. */
const FORM_LIMIT_BYTES = 16 * 1024;

/** The fields of a form, decoded once; a field that comes twice is a list, so that it can be refused. Pure. */
function readForm(text: string): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = Object.create(null) as never;
  for (const [name, value] of new URLSearchParams(text)) {
    const before = fields[name];
    fields[name] = before === undefined ? value : [before, value].flat();
  }
  return fields;
}

function decode(request: FastifyRequest, body: Buffer): Record<string, string | string[]> {
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) {
    throw new UnsupportedMediaTypeException();
  }
  return readForm(new TextDecoder('utf-8').decode(body));
}

/** Takes `application/x-www-form-urlencoded` bodies, as Alipay's notifies are. */
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
