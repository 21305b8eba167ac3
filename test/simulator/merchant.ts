import { createSign, createVerify, generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator/server.js';

/**
 * A merchant written a second time, with node:crypto alone: nothing of the simulator's own signing is used here, so that
 * a misreading there shows.
 */
const pair = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
export const appKeys = pair();
export const alipayKeys = pair();
const APP_ID = '9021000000000001';
export const SELLER_ID = '2088000000000001';

/** 2026-11-21 12:00:00 in China. */
export const NOON = Date.UTC(2026, 10, 21, 4, 0, 0);

export function chinaTime(ms: number): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(ms);
}

function joined(params: Record<string, string>, without: string[]): string {
  const pairs = Object.entries(params).filter(([key, value]) => value && !without.includes(key));
  return pairs
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map((one) => one.join('='))
    .join('&');
}

export function signed(
  params: Record<string, string>,
  key = appKeys.privateKey,
): Record<string, string> {
  const sign = createSign('sha256')
    .update(joined(params, ['sign']))
    .sign(key, 'base64');
  return { ...params, sign };
}

export function common(method: string, biz: object, extra: Record<string, string> = {}) {
  return {
    app_id: APP_ID,
    method,
    charset: 'utf-8',
    sign_type: 'RSA2',
    timestamp: chinaTime(NOON),
    version: '1.0',
    biz_content: JSON.stringify(biz),
    ...extra,
  };
}

export function messageVerifies(params: Record<string, string>): boolean {
  return createVerify('sha256')
    .update(joined(params, ['sign', 'sign_type']))
    .verify(alipayKeys.publicKey, params['sign'] ?? '', 'base64');
}

export interface Answer {
  /** The node as it stands in the body. */
  readonly text: string;
  readonly node: Record<string, string>;
  readonly root: string;
  /** null: the answer carries no signature. */
  readonly verifies: boolean | null;
}

export function readAnswer(body: string): Answer {
  const match = /^\{"(\w+)":(\{.*\})(?:,"sign":"([^"]+)")?\}$/s.exec(body);
  if (!match) throw new Error(`not an answer: ${body}`);
  const [, root = '', text = '', sign] = match;
  const node = JSON.parse(text) as Record<string, string>;
  const verifies =
    sign === undefined
      ? null
      : createVerify('sha256').update(text).verify(alipayKeys.publicKey, sign, 'base64');
  return { text, node, root, verifies };
}

export async function start(options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  return startSimulator({
    port: 0,
    appId: APP_ID,
    sellerId: SELLER_ID,
    appPublicKey: appKeys.publicKey,
    alipayPrivateKey: alipayKeys.privateKey,
    clock: () => NOON,
    ...options,
  });
}

/** Common parameters in the query, biz_content in the body: the way Alipay's own Node SDK sends a call. */
export async function call(
  simulator: Simulator,
  method: string,
  biz: object,
  extra: Record<string, string> = {},
): Promise<Answer> {
  const { biz_content: bizContent, ...rest } = signed(common(method, biz, extra));
  const response = await fetch(`${simulator.gatewayUrl}?${new URLSearchParams(rest).toString()}`, {
    method: 'POST',
    body: new URLSearchParams({ biz_content: bizContent ?? '' }),
  });
  return readAnswer(await response.text());
}

export const goods = {
  out_trade_no: 'A1',
  total_amount: '88.80',
  subject: '红茶 100% +1',
  product_code: 'FAST_INSTANT_TRADE_PAY',
};

export function payLink(
  simulator: { readonly gatewayUrl: string },
  biz: Record<string, unknown> = {},
  extra: Record<string, string> = {},
  method = 'alipay.trade.page.pay',
): string {
  const params = signed(common(method, { ...goods, ...biz }, extra));
  return `${simulator.gatewayUrl}?${new URLSearchParams(params).toString()}`;
}

/** A shop that takes notifies: it keeps each and answers from the given texts, the last one for ever. */
export class Shop {
  readonly notifies: Record<string, string>[] = [];
  readonly types: (string | undefined)[] = [];
  private server: Server | undefined;
  url = '';

  constructor(private readonly answers: readonly string[] = ['success']) {}

  async open(): Promise<void> {
    this.server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
      request.on('end', () => {
        const answer = this.answers[Math.min(this.notifies.length, this.answers.length - 1)];
        this.types.push(request.headers['content-type']);
        this.notifies.push(Object.fromEntries(new URLSearchParams(body)));
        if (answer === '302') response.writeHead(302, { location: '/elsewhere' });
        response.end(answer);
      });
    });
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/notify`;
  }

  async close(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }
}
