import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Lets no kept-alive connection outlive the request in flight on it once the server closes. */
export function closeConnectionsAtTheEnd(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  let closing = false;
  fastify.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (closing) void reply.header('connection', 'close');
    done(null, payload);
  });
}
