import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { type Language, LANGUAGE_TAGS, LANGUAGES } from '../kernel/words.js';
import { documentedBy } from './openapi/documented.js';

/** The language that an `Accept-Language` asks for (RFC 9110, 12.5.4), of those that we have; English for none. Pure. */
export function languageOf(accepted: string | undefined): Language {
  const wanted = new Negotiator({ headers: { 'accept-language': accepted } });
  const best = wanted.language([...LANGUAGES]);
  return LANGUAGES.find((one) => one === best) ?? LANGUAGES[0];
}

/** The language to speak in an answer, which says that it does, and that it might have been another. */
export function speak(request: FastifyRequest, reply: FastifyReply): Language {
  void reply.header('vary', varied(reply.getHeader('vary')));
  return speakIn(reply, languageOf(request.headers['accept-language']));
}

/** Says in an answer in which language it is. */
export function speakIn(reply: FastifyReply, language: Language): Language {
  void reply.header('content-language', LANGUAGE_TAGS[language]);
  return language;
}

/** Another plug-in has its own say about `Vary`. */
function varied(before: number | string | string[] | undefined): string {
  const names = (before === undefined ? [] : [before].flat()).join(', ');
  if (/\baccept-language\b|\*/i.test(names)) return names;
  return names === '' ? 'Accept-Language' : `${names}, Accept-Language`;
}

function spokenLanguage(_: unknown, context: ExecutionContext): Language {
  const http = context.switchToHttp();
  return speak(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
}

const ACCEPT_LANGUAGE = {
  name: 'Accept-Language',
  required: false,
  description: 'In which language sentences are told: `en` (default) or `zh`',
  schema: { type: 'string', example: 'zh-CN,zh;q=0.9' },
};

/** The language of who asked; the answer's `Content-Language` says which. For routes that tell sentences. */
export const SpokenLanguage = createParamDecorator(spokenLanguage, [
  documentedBy(ApiHeader(ACCEPT_LANGUAGE)),
]);
