import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { connectionTrouble, httpTrouble } from './http-trouble.js';
import { PROBLEM_TYPE, problemDocument } from './problem-status.js';

/** Answers a request whose address the router cannot read: neither hooks nor filters see it. */
export function answerUnroutable(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const trouble = httpTrouble(error) ?? connectionTrouble('');
  void reply.status(trouble.status).type(PROBLEM_TYPE).send(problemDocument(trouble, request.id));
}

/** Answers on a connection whose bytes are no HTTP request, or not in time. */
export function answerConnection(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const trouble = connectionTrouble(error.code ?? '');
  const body = problemDocument(trouble, randomUUID());
  socket.end(
    `HTTP/1.1 ${trouble.status} ${STATUS_CODES[trouble.status]}\r\nContent-Type: ${PROBLEM_TYPE}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
