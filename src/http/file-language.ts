import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isLanguage, type Language, LANGUAGES } from '../kernel/words.js';
import { speak, speakIn } from './language.js';

/** The language of a file, in its query: a browser that follows a link asks for its own, not for that of the page. */
export function LanguageOfFile(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({
      enum: LANGUAGES,
      example: 'zh',
      description: 'The language of its headings; else the one that `Accept-Language` asks for',
    }),
    IsOptional(),
    IsIn(LANGUAGES),
  );
}

function languageOfFile(_: unknown, context: ExecutionContext): Language {
  const http = context.switchToHttp();
  const request = http.getRequest<FastifyRequest<{ Querystring: { language?: string } }>>();
  const reply = http.getResponse<FastifyReply>();
  const { language = '' } = request.query;
  return isLanguage(language) ? speakIn(reply, language) : speak(request, reply);
}

/** The language of a file for who asked, from a query that has {@link LanguageOfFile}, or from `Accept-Language`. */
export const FileLanguage = createParamDecorator(languageOfFile);
