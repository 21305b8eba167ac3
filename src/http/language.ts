import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../kernel/words.js';

/** The language to speak in an answer. */
export function speak(_request: FastifyRequest, _reply: FastifyReply): Language {
  return 'en';
}
