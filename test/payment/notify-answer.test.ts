import { beforeEach, describe, expect, it } from '@jest/globals';
import type { FastifyReply } from 'fastify';
import { answerNotify } from '../../src/payment/notify/notifies.service.js';

const TEXTS = { refused: 'not from Alipay', refusedStatus: 403, failed: 'once more' };

/** What was sent, of a reply that is no more than Fastify's builder. */
class Sent {
  code = 0;
  mime = '';
  text = '';

  readonly reply = {
    type: (mime: string) => {
      this.mime = mime;
      return this.reply;
    },
    status: (code: number) => {
      this.code = code;
      return this.reply;
    },
    send: (text: string) => {
      this.text = text;
      return this.reply;
    },
  } as unknown as FastifyReply;
}

describe('the answer to a notify', () => {
  let sent: Sent;
  beforeEach(() => {
    sent = new Sent();
  });

  it('is success once it is recorded, and not before', async () => {
    let record = (): void => undefined;
    const recorded = new Promise<'recorded'>((resolve) => {
      record = () => resolve('recorded');
    });
    const answered = answerNotify(sent.reply, TEXTS, () => recorded);
    expect(sent.text).toBe('');
    record();
    await answered;
    expect(sent).toMatchObject({ code: 200, text: 'success', mime: 'text/plain; charset=utf-8' });
  });

  it("is the contract's refusal of what is not genuine", async () => {
    await answerNotify(sent.reply, TEXTS, () => Promise.resolve('refused'));
    expect(sent).toMatchObject({ code: 403, text: 'not from Alipay' });
  });

  it('asks for it once more when nothing could be recorded', async () => {
    await answerNotify(sent.reply, TEXTS, () => Promise.reject(new Error('no database')));
    expect(sent).toMatchObject({ code: 503, text: 'once more' });
  });
});
