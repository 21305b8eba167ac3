import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readSettings, type Settings } from '../../config/settings.js';
import { examine, examineWithoutSettings } from '../../src/doctor/examination.js';
import { messageLines, reportLines } from '../../src/doctor/print.js';
import type { DoctorReportView } from '../../src/doctor/doctor-view.js';
import { systemClock } from '../../src/kernel/clock.js';
import { systemResolver } from '../../src/webhooks/endpoints/destinations.service.js';
import { openForBusiness, type Business } from '../support/shop.js';
import { until } from '../support/until.js';

let business: Business;
beforeAll(async () => {
  business = await openForBusiness();
  await business.shop.worker();
});
afterAll(() => business.shop.close());

const outside = { clock: systemClock, resolve: systemResolver, self: [] };
interface Checked {
  readonly findings: readonly { readonly verdict: string; readonly code: string | null }[];
}
const wrongIn = ({ checks }: { readonly checks: readonly Checked[] }) =>
  checks
    .flatMap(({ findings }) => findings)
    .filter(({ verdict }) => verdict === 'wrong')
    .map(({ code }) => code);
const report = async () =>
  (await business.operator.get('/api/v1/doctor')).body as unknown as DoctorReportView;

/** The shop's settings with some parts other ones. */
function settingsWith(
  more: Partial<{ [Part in keyof Settings]: Partial<Settings[Part]> }>,
): Settings {
  const parts = Object.entries(business.shop.settings).map(([name, part]) => [
    name,
    Object.assign(Object.create(Object.getPrototypeOf(part)), part, more[name as keyof Settings]),
  ]);
  return Object.fromEntries(parts);
}

describe('a shop that works', () => {
  it('is well, for an operator who asks, in ten seconds', async () => {
    await until('both processes were seen', async () => wrongIn(await report()).length === 0);
    const found = await report();
    expect(found.isWell).toBe(true);
    expect(found.ms).toBeLessThan(10_000);
    const text = JSON.stringify(found);
    expect(text).toContain('api 1, worker 1');
    expect(text).toContain('our signature is accepted, 40004 ACQ.TRADE_NOT_EXIST');
    expect(text).toMatch(/api\/v1\/alipay\/notify: failure/);
  });

  it('is no business of customers', async () => {
    const { status } = await business.customer.get('/api/v1/doctor');
    expect(status).toBe(403);
  });

  it('is told in the language that was asked for', async () => {
    const titles = async (language: string) => {
      const asker = business.operator.with({ 'accept-language': language });
      const answer = await asker.get('/api/v1/doctor');
      const { checks } = answer.body as unknown as DoctorReportView;
      return [answer.headers.get('content-language'), checks[0]?.title];
    };
    expect(await titles('fr')).toEqual(['en', 'Keys and certificates']);
    expect(await titles('zh-TW,zh;q=0.9')).toEqual(['zh-CN', '密钥与证书']);
  });

  it('is well from outside, too', async () => {
    const found = await examine(business.shop.settings, outside);
    expect(wrongIn(found)).toEqual([]);
    expect(reportLines(found, 'zh').at(-1)).toMatch(/^一切正常/);
  });
});

describe('a shop that does not', () => {
  it('is told all that is wrong at once', async () => {
    const { alipay } = business.shop.settings;
    const settings = settingsWith({
      alipay: { publicKeyFile: alipay.privateKeyFile },
      database: { url: 'mysql://nobody:wrong@127.0.0.1:1/none' },
      redis: { url: 'redis://127.0.0.1:1/0', cartUrl: 'redis://127.0.0.1:1/1' },
      app: { publicUrl: 'http://127.0.0.1:1' },
    });
    const found = await examine(settings, outside);
    expect(new Set(wrongIn(found))).toEqual(
      new Set([
        'database-unreachable',
        'key-is-private',
        'notify-unreachable',
        'redis-unreachable',
      ]),
    );
    const lines = reportLines(found, 'both').join('\n');
    expect(lines).toContain('Copy 支付宝公钥 from the console into ALIPAY_PUBLIC_KEY_FILE');
    expect(lines).toContain('从控制台复制“支付宝公钥”');
  });

  it('is told which setting is wrong when no process would start', async () => {
    const read = () => readSettings({ NODE_ENV: 'test', PORT: 'x', TRUST_PROXY: 'maybe' });
    const found = await Promise.resolve()
      .then(read)
      .then(() => null, examineWithoutSettings);
    const saw = found?.checks[0]?.findings.map((one) => one.saw.en).join();
    expect(saw).toMatch(/PORT must be.*TRUST_PROXY must be/);
    expect(found?.isWell).toBe(false);
  });

  it('is answered in ten seconds while every server is silent', async () => {
    const silent: Server = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const at = `127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const settings = settingsWith({
      alipay: { gateway: `http://${at}/gateway.do` },
      database: { url: `mysql://a:b@${at}/none` },
      redis: { url: `redis://${at}/0`, cartUrl: `redis://${at}/1`, commandTimeoutMs: 1_000 },
      app: { publicUrl: `http://${at}` },
    });
    const found = await examine(settings, outside);
    silent.close();
    expect(found.ms).toBeLessThan(10_000);
    expect(wrongIn(found)).toEqual(
      expect.arrayContaining(['gateway-unreachable', 'notify-unreachable']),
    );
    expect(found.isWell).toBe(false);
  });
});

describe('what is printed of a message', () => {
  it('is the verdict, and what to do in both languages', () => {
    const saw = { en: 'in sign', zh: '涉及 sign' };
    const lines = messageLines(
      { kind: 'notify', verifies: false, isProven: true, mistakes: [{ code: 'plus-lost', saw }] },
      'both',
    );
    expect(lines.join('\n')).toMatch(
      /A notify: it is Alipay’s once[^]*异步通知：纠正[^]*plus-lost: in sign \/ 涉及 sign[^]*→ Decode once[^]*→ 只解码一次/,
    );
  });
});
