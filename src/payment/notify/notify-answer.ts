import { Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { NotifyOutcome } from './notifies.service.js';

/** What a route answers to a notify when it is not `success`: each front end's contract has its own words. */
export interface NotifyTexts {
  readonly refused: string;
  readonly refusedStatus: number;
  /** Nothing was recorded: Alipay is to send it again. */
  readonly failed: string;
}

const logger = new Logger('Notify');

/** Answers a notify in a route's words, after what it says is recorded. */
export async function answerNotify(
  reply: FastifyReply,
  texts: NotifyTexts,
  take: () => Promise<NotifyOutcome>,
): Promise<void> {
  void reply.type('text/plain; charset=utf-8');
  try {
    const outcome = await take();
    if (outcome === 'recorded') void reply.status(200).send('success');
    else void reply.status(texts.refusedStatus).send(texts.refused);
  } catch (error) {
    logger.error({ err: error }, 'a notify could not be recorded');
    void reply.status(503).send(texts.failed);
  }
}
