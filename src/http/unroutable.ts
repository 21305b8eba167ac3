import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { connectionTrouble, httpTrouble } from './http-trouble.js';
import { speak } from './language.js';
import { PROBLEM_TYPE, problemDocument, STATUS_OF } from './problem-status.js';

/** Answers a request whose address the router cannot read: neither hooks nor filters see it. */
export function answerUnroutable(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const problem = httpTrouble(error) ?? connectionTrouble('');
  const document = problemDocument(problem, request.id, speak(request, reply));
  void reply.status(STATUS_OF[problem.kind]).type(PROBLEM_TYPE).send(document);
}

/** Answers on a connection whose bytes are no HTTP request, or not in time: in English, for it asked for no language. */
export function answerConnection(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = connectionTrouble(error.code ?? '');
  const status = STATUS_OF[problem.kind];
  const body = problemDocument(problem, randomUUID(), 'en');
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: ${PROBLEM_TYPE}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
