import { createPrivateKey, createPublicKey, createVerify } from 'node:crypto';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AlipaySdk } from 'alipay-sdk';
import { keyTexts } from '../../simulator/key-text.js';
import type { Simulator } from '../../simulator/server.js';
import {
  alipayKeys,
  appKeys,
  chinaTime,
  common,
  goods,
  NOON,
  payLink,
  readAnswer,
  signed,
  start,
} from './merchant.js';

/** What the SDKs of other languages, and the programs written with them, were seen to send. */
let simulator: Simulator;
beforeEach(async () => {
  simulator = await start();
});
afterEach(async () => simulator.close());

const query = common('alipay.trade.query', { out_trade_no: 'A1' });

async function post(params: Record<string, string>, type?: string) {
  const response = await fetch(simulator.gatewayUrl, {
    method: 'POST',
    body: new URLSearchParams(params).toString(),
    headers: { 'content-type': type ?? 'application/x-www-form-urlencoded' },
  });
  return readAnswer(await response.text());
}

function sdk(gateway = simulator.gatewayUrl): AlipaySdk {
  return new AlipaySdk({
    appId: '9021000000000001',
    privateKey: appKeys.privateKey,
    keyType: 'PKCS8',
    alipayPublicKey: alipayKeys.publicKey,
    gateway,
    endpoint: simulator.url,
    camelcase: false,
  });
}

describe('the request as an SDK writes it', () => {
  async function rawAnswer(requestLine: string): Promise<string> {
    const { hostname, port } = new URL(simulator.url);
    const socket = connect(Number(port), hostname);
    socket.write(`${requestLine}\r\nHost: ${hostname}:${port}\r\nConnection: close\r\n\r\n`);
    return text(socket);
  }

  it.each([
    ['http', 'HTTP/1.1'],
    ['HTTP', 'HTTP/1.1'],
    ['https', 'HTTP/1.0'],
  ])('takes a request line in absolute form, %s, %s', async (scheme, version) => {
    const params = new URLSearchParams(signed(query)).toString();
    const address = `${scheme}://${new URL(simulator.url).host}/gateway.do?${params}`;
    const answer = await rawAnswer(`GET ${address} ${version}`);
    expect(answer).toContain('"sub_code":"ACQ.TRADE_NOT_EXIST"');
  });

  it('takes the bare host of a request line in absolute form as its front page', async () => {
    const answer = await rawAnswer(`GET ${simulator.url}?from=sdk HTTP/1.1`);
    expect(answer).toContain('支付宝网关模拟器');
  });

  it.each([
    'application/x-www-form-urlencoded',
    'application/x-www-form-urlencoded;charset=utf-8',
    'Application/X-WWW-Form-URLEncoded; charset=UTF-8',
    ' APPLICATION/X-WWW-FORM-URLENCODED ',
  ])('reads a form under the content type %j', async (type) => {
    const answer = await post(signed(query), type);
    expect(answer.node['sub_code']).toBe('ACQ.TRADE_NOT_EXIST');
  });
});

describe('product codes', () => {
  it.each(['QUICK_WAP_WAY', 'QUICK_WAP_PAY'])('takes %s for a wap payment', (code) => {
    const link = payLink(simulator, { product_code: code }, {}, 'alipay.trade.wap.pay');
    expect(simulator.buyer.open(link)).toMatchObject({ ok: true });
  });

  it('names the field and what it may be when it is another', () => {
    const link = payLink(simulator, { product_code: 'QUICK_WAP' }, {}, 'alipay.trade.wap.pay');
    expect(simulator.buyer.open(link)).toMatchObject({
      refusal: {
        subCode: 'ACQ.INVALID_PARAMETER',
        subMsg: expect.stringMatching(/product_code.*QUICK_WAP_WAY/) as unknown,
      },
    });
  });
});

describe('what is not simulated', () => {
  const notSimulated = {
    code: '40004',
    sub_code: 'SIMULATOR.NOT_SIMULATED',
    sub_msg: expect.stringMatching(/not simulated.*alipay\.trade\.query/) as unknown,
  };

  it.each([
    'alipay.trade.create',
    'alipay.trade.pay',
    'alipay.trade.orderinfo.sync',
    'alipay.data.bill.balance.query',
    'alipay.fund.trans.uni.transfer',
    'alipay.system.oauth.token',
    'koubei.marketing.campaign.activity.create',
    'zhima.credit.score.get',
    'ant.merchant.expand.shop.create',
  ])('answers %s under its own root, signed', async (method) => {
    const answer = await post(signed({ ...query, method }));
    expect(answer.node).toMatchObject(notSimulated);
    expect(answer.node['sub_msg']).toContain(method);
    expect(answer.root).toBe(`${method.replaceAll('.', '_')}_response`);
    expect(answer.verifies).toBe(true);
  });

  it('answers so without a biz_content, as the token of a sign-in is asked for', async () => {
    const { biz_content: _, ...rest } = query;
    const asked = { ...rest, method: 'alipay.system.oauth.token', grant_type: 'refresh_token' };
    expect((await post(signed(asked))).node).toMatchObject(notSimulated);
  });

  it('still looks at the signature first', async () => {
    const answer = await post(
      signed({ ...query, method: 'alipay.trade.pay' }, alipayKeys.privateKey),
    );
    expect(answer.node['sub_code']).toBe('isv.invalid-signature');
    expect(answer.verifies).toBeNull();
  });

  it.each(['alipay', 'alipay.x', 'Alipay.Trade.Query', 'trade.query', 'alipay.trade.query '])(
    'takes %j for a mistyped name',
    async (method) => {
      const answer = await post(signed({ ...query, method }));
      expect(answer.node['sub_code']).toBe('isv.invalid-method');
      expect(answer.root).toBe('error_response');
    },
  );

  it("lets Alipay's own Node SDK say it", async () => {
    const answer = await sdk().exec('alipay.trade.pay', {
      timestamp: chinaTime(NOON),
      bizContent: { out_trade_no: 'A1' },
    });
    expect(answer).toMatchObject(notSimulated);
    const checked = sdk().exec(
      'alipay.trade.pay',
      { timestamp: chinaTime(NOON), bizContent: { out_trade_no: 'A1' } },
      { validateSign: true },
    );
    await expect(checked).resolves.toMatchObject(notSimulated);
  });
});

describe('interface v3', () => {
  it.each(['GET', 'POST', 'PUT', 'DELETE'])(
    'answers %s in its own form of errors',
    async (method) => {
      const response = await fetch(`${simulator.url}/v3/alipay/trade/query?a=1`, { method });
      const body = await response.text();
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toMatch(/^application\/json/);
      expect(JSON.parse(body)).toEqual({
        code: 'SIMULATOR.NOT_SIMULATED',
        message: expect.stringMatching(/not simulated.*gateway\.do/) as unknown,
        details: [],
        links: [],
      });
      const header = (name: string) => response.headers.get(`alipay-${name}`) ?? '';
      const signedText = `${header('timestamp')}\n${header('nonce')}\n${body}\n`;
      const verifier = createVerify('sha256').update(signedText);
      expect(verifier.verify(alipayKeys.publicKey, header('signature'), 'base64')).toBe(true);
    },
  );

  it("lets Alipay's own Node SDK say it", async () => {
    const call = sdk().curl('POST', '/v3/alipay/trade/query', { body: { out_trade_no: 'A1' } });
    await expect(call).rejects.toMatchObject({
      code: 'SIMULATOR.NOT_SIMULATED',
      message: expect.stringContaining('not simulated') as unknown,
    });
  });
});

describe('certificates', () => {
  const serials = { app_cert_sn: 'a'.repeat(32), alipay_root_cert_sn: `${'b'.repeat(32)}_c` };
  const refusal = {
    code: '40004',
    sub_code: 'SIMULATOR.NO_CERTIFICATES',
    sub_msg: expect.stringMatching(/no certificate mode.*_cert_sn/) as unknown,
  };

  it.each(Object.entries(serials))('refuses a call with %s', async (name, value) => {
    const answer = await post(signed({ ...query, [name]: value }));
    expect(answer.node).toMatchObject(refusal);
    expect(answer.verifies).toBe(true);
  });

  it('refuses a pay link with them', () => {
    expect(simulator.buyer.open(payLink(simulator, {}, serials))).toMatchObject({
      refusal: { subCode: 'SIMULATOR.NO_CERTIFICATES' },
    });
    expect(simulator.ledger()).toEqual([]);
  });
});

describe('a process whose clock is not China’s', () => {
  const at = (ms: number, zone = 'UTC') =>
    new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'medium',
    }).format(ms);

  it.each([
    ['UTC', 'UTC', /UTC\+0\b/],
    ['Berlin', 'Europe/Berlin', /UTC\+1\b/],
    ['New York', 'America/New_York', /UTC-5\b/],
    ['Kolkata', 'Asia/Kolkata', /UTC\+5:30/],
  ])('tells it of China time, and that its own looks like that of %s', async (_, zone, named) => {
    const answer = await post(signed({ ...query, timestamp: at(NOON + 5_000, zone) }));
    expect(answer.node['sub_code']).toBe('isv.invalid-timestamp');
    const said = answer.node['sub_msg'] ?? '';
    expect(said).toContain('2026-11-21 12:00:00');
    expect(said).toMatch(/China time.*UTC\+8/);
    expect(said).toMatch(named);
    expect(said).toContain('TZ=Asia/Shanghai');
  });

  it('names no zone where the clock is merely wrong', async () => {
    const answer = await post(
      signed({ ...query, timestamp: at(NOON - 17 * 60_000, 'Asia/Shanghai') }),
    );
    expect(answer.node['sub_msg']).toContain('2026-11-21 12:00:00');
    expect(answer.node['sub_msg']).not.toContain('TZ=');
  });

  it.each([
    ['in UTC', '2026-11-21 04:30:00'],
    ['long over', '2026-11-20 12:00:00'],
  ])('tells of it as well where a time_expire %s is over', (_, timeExpire) => {
    const opened = simulator.buyer.open(payLink(simulator, { ...goods, time_expire: timeExpire }));
    expect(opened).toMatchObject({
      refusal: {
        subCode: 'ACQ.INVALID_PARAMETER',
        subMsg: expect.stringMatching(/time_expire.*2026-11-21 12:00:00.*China time/) as unknown,
      },
    });
  });
});

describe("keys as Alipay's console gives them", () => {
  const bare = (pem: string) => pem.replace(/-----[^-]+-----|\n/g, '');
  const readable = (pem: string, parse: (text: string) => unknown) => {
    try {
      return parse(pem) !== null;
    } catch {
      return false;
    }
  };

  it.each([
    ['PEM', (pem: string) => pem],
    ['bare base64', bare],
    ['bare base64 in lines', (pem: string) => `${bare(pem).replaceAll(/.{76}/g, '$&\r\n')}\r\n`],
  ])('are read: %s', (_, written) => {
    const publics = keyTexts(written(appKeys.publicKey), 'PUBLIC');
    const privates = keyTexts(written(appKeys.privateKey), 'PRIVATE');
    expect(publics.some((pem) => readable(pem, createPublicKey))).toBe(true);
    expect(privates.some((pem) => readable(pem, createPrivateKey))).toBe(true);
  });
});
