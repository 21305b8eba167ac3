import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { probeGateway } from '../../../src/alipay/diagnosis/gateway-probe.js';
import { signedQuery } from '../../../src/alipay/signing.js';
import { type GatewayStub, startGatewayStub, text } from '../gateway-stub.js';
import { alipays, configOf, ours, trusting } from '../support.js';

let stub: GatewayStub;
beforeAll(async () => {
  stub = await startGatewayStub();
});
afterAll(() => stub.close());

const NOW = new Date('2026-11-21T04:00:00Z');
const probe = (gateway = stub.url, timeoutMs = 5_000) =>
  probeGateway(
    configOf({ ALIPAY_GATEWAY: gateway, ALIPAY_TIMEOUT_MS: String(timeoutMs) }),
    trusting(alipays.publicKey),
    { now: () => NOW },
  );

describe('the gateway is probed', () => {
  it('by a question for a trade that cannot exist, signed as any', async () => {
    stub.reply = text('x');
    await probe();
    const params = {
      app_id: '9021000000000001',
      method: 'alipay.trade.query',
      format: 'JSON',
      charset: 'utf-8',
      sign_type: 'RSA2',
      timestamp: '2026-11-21 12:00:00',
      version: '1.0',
      biz_content: '{"out_trade_no":"doctor_no_such_trade"}',
    };
    const query = new URLSearchParams(signedQuery(params, ours.privateKey));
    expect(stub.requests.at(-1)).toEqual(Object.fromEntries(query));
  });

  it.each([
    ['Sat, 21 Nov 2026 04:00:10 GMT', 10_000],
    ['Sat, 21 Nov 2026 03:59:50 GMT', -10_000],
  ])('and tells how far its clock is off: %s', async (date, skewMs) => {
    stub.reply = (response) => response.writeHead(200, { date }).end('body');
    const reply = await probe();
    if (reply.kind !== 'reply') throw new Error(reply.reason);
    const { ms, body, status } = reply;
    expect([status, body.toString(), reply.skewMs]).toEqual([200, 'body', skewMs + ms / 2]);
    expect(ms).toBeGreaterThanOrEqual(0);
    expect(ms).toBeLessThan(300_000);
    expect(Number.isInteger(ms)).toBe(true);
  });

  it.each([[{ date: 'yesterday' }], [{}]])('which may say nothing of it: %j', async (headers) => {
    stub.reply = (response) => {
      response.sendDate = false;
      response.writeHead(200, headers).end();
    };
    expect(await probe()).toMatchObject({ kind: 'reply', skewMs: null });
  });

  it('and no more of its answer is read than Alipay ever says, and no redirect followed', async () => {
    stub.reply = (response) => response.writeHead(302, { location: '/' }).end('x'.repeat(262_145));
    const reply = await probe();
    expect(reply).toMatchObject({ kind: 'reply', status: 302 });
    expect('body' in reply && reply.body.length).toBe(262_144);
  });

  it('or does not reply', async () => {
    const none = { kind: 'none', isTls: false };
    const gone = await startGatewayStub();
    await gone.close();
    expect(await probe(gone.url)).toEqual({ ...none, reason: 'ECONNREFUSED' });
    stub.reply = () => undefined;
    expect(await probe(stub.url, 100)).toEqual({ ...none, reason: 'TimeoutError' });
    const tls = await probe(stub.url.replace('http:', 'https:'));
    expect(tls).toMatchObject({ kind: 'none', isTls: true });
  });
});
