import { expect, describe, it } from '@jest/globals';
import {
  createClient,
  dataOf,
  ProblemError,
  UnknownAnswerError,
  verifyWebhook,
  WebhookVerificationError,
} from '../../clients/typescript/src/index.js';
import { newSecret, signedHeaders } from '../../src/webhooks/endpoints/signature.js';

const ORDER = { params: { path: { orderNo: '2026112112000001' } } };

/** A client of a server that answers this, one after the other; a text is an error of the network. */
function clientOf(...answers: readonly (Response | string)[]) {
  const sent: Request[] = [];
  const waits: number[] = [];
  const client = createClient({
    baseUrl: 'http://shop.test/',
    token: () => Promise.resolve('a-token'),
    language: 'zh',
    fetch: (request) => {
      sent.push(request);
      const answer = answers[sent.length - 1];
      if (answer === undefined) throw new Error('one request too many');
      return typeof answer === 'string'
        ? Promise.reject(new TypeError(answer))
        : Promise.resolve(answer);
    },
    now: () => Date.parse('2026-11-21T04:00:00Z'),
    sleep: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
    chance: () => 0.5,
  });
  return { client, sent, waits };
}

const busy = (headers = {}) => new Response('', { status: 503, headers });
const order = () => Response.json({ orderNo: '2026112112000001', state: 'TO_SHIP' });
const problem = (slug: string, status: number) =>
  new Response(
    JSON.stringify({
      type: `urn:problem:alipay-checkout:${slug}`,
      title: 'No',
      status,
      detail: 'Not so',
      instance: 'urn:uuid:1',
    }),
    { status, headers: { 'content-type': 'application/problem+json' } },
  );

describe('a request of the client', () => {
  it('shows the token and the language, and gives the data', async () => {
    const { client, sent } = clientOf(order());
    const { state } = await dataOf(client.GET('/api/v1/orders/{orderNo}', ORDER));
    expect(state).toBe('TO_SHIP');
    expect(sent[0]?.url).toBe('http://shop.test/api/v1/orders/2026112112000001');
    expect(sent[0]?.headers.get('authorization')).toBe('Bearer a-token');
    expect(sent[0]?.headers.get('accept-language')).toBe('zh');
  });

  it('is sent again after no answer and after 503, and waits longer each time', async () => {
    const { client, sent, waits } = clientOf('reset', busy(), busy(), order());
    await dataOf(client.GET('/api/v1/orders/{orderNo}', ORDER));
    expect(sent).toHaveLength(4);
    expect(waits).toEqual([750, 1_500, 3_000]);
  });

  it('waits as Retry-After says, in seconds or until a time', async () => {
    const until = { 'retry-after': 'Sat, 21 Nov 2026 04:00:07 GMT' };
    const { client, waits } = clientOf(busy({ 'retry-after': '2' }), busy(until), order());
    await dataOf(client.GET('/api/v1/orders/{orderNo}', ORDER));
    expect(waits).toEqual([2_000, 7_000]);
  });

  it('is given up when it would have to wait for long, and after the fourth try', async () => {
    const long = clientOf(busy({ 'retry-after': '3600' }));
    await expect(dataOf(long.client.GET('/api/v1/cart'))).rejects.toThrow(UnknownAnswerError);
    expect(long.waits).toEqual([]);
    const away = clientOf('reset', 'reset', 'reset', 'reset');
    await expect(away.client.GET('/api/v1/cart')).rejects.toThrow('reset');
    expect(away.sent).toHaveLength(4);
  });

  it('is sent again as a write with its key, the same each time, and with its body', async () => {
    const { client, sent } = clientOf('reset', busy(), order());
    await client.POST('/api/v1/orders', {
      params: { header: { 'Idempotency-Key': 'k-1' } },
      body: { quoteToken: 'q' },
    });
    const seen = sent.map(({ headers }) => headers.get('idempotency-key'));
    expect(seen).toEqual(['k-1', 'k-1', 'k-1']);
    expect(await sent[2]?.json()).toEqual({ quoteToken: 'q' });
  });

  it.each([['reset'], [busy()]])('is sent once as a write without a key: %s', async (answer) => {
    const { client, sent } = clientOf(answer);
    await client.POST('/api/v1/orders', { body: { quoteToken: 'q' } }).catch(() => null);
    expect(sent).toHaveLength(1);
  });

  it('is not sent again after a refusal, which is thrown with its slug', async () => {
    const { client, sent } = clientOf(problem('no-such-order', 404));
    const refused = dataOf(client.GET('/api/v1/orders/{orderNo}', ORDER));
    await expect(refused).rejects.toThrow(ProblemError);
    await expect(refused).rejects.toMatchObject({ slug: 'no-such-order', status: 404 });
    expect(sent).toHaveLength(1);
  });

  it('is not sent again when it was called off', async () => {
    const called = new AbortController();
    let times = 0;
    const client = createClient({
      baseUrl: 'http://shop.test',
      fetch: () => {
        times += 1;
        called.abort();
        return Promise.reject(new DOMException('off', 'AbortError'));
      },
    });
    await expect(client.GET('/api/v1/cart', { signal: called.signal })).rejects.toThrow('off');
    expect(times).toBe(1);
  });
});

describe('a delivery', () => {
  const secret = newSecret();
  const body = '{"type":"order.paid","id":"01","data":{"orderNo":"1"}}';
  const signed = (at: Date, secrets = [secret]) => signedHeaders({ id: '01', at, body }, secrets);

  it('is taken when the server has signed it, also while the secret changes', () => {
    const { type } = verifyWebhook(secret, signed(new Date()), body);
    expect(type).toBe('order.paid');
    const twice = new Headers(signed(new Date(), [newSecret(), secret]));
    expect(verifyWebhook(secret, twice, Buffer.from(body)).id).toBe('01');
  });

  it.each([
    ['another secret', signed(new Date(), [newSecret()]), body],
    ['another body', signed(new Date()), `${body} `],
    ['long ago', signed(new Date(Date.now() - 600_000)), body],
    ['no signature', {}, body],
  ])('is refused with %s', (_name, headers, text) => {
    expect(() => verifyWebhook(secret, headers, text)).toThrow(WebhookVerificationError);
  });
});
