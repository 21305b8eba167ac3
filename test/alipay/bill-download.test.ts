import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerResponse } from 'node:http';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals';
import { downloadBill, isBillAddress } from '../../src/alipay/bill-download.js';
import { until } from '../support/until.js';
import { type GatewayStub, startGatewayStub, text } from './gateway-stub.js';

describe('the address of a bill', () => {
  const gateway = 'http://127.0.0.1:3100/gateway.do';

  it.each([
    ['https://dwbillcenter.alipay.com/downloadBillFile.resource?x=1', gateway, true],
    ['http://127.0.0.1:3100/bills/x', gateway, true],
    ['http://localhost:3100/x', 'http://localhost:3100/gateway.do', true],
    ['http://[::1]:3100/x', 'http://[::1]:3100/gateway.do', true],
    ['http://dwbillcenter.alipay.com/x', gateway, false],
    ['http://127.0.0.1:3101/bills/x', gateway, false],
    ['http://10.0.0.8/x', 'http://10.0.0.8/gateway.do', false],
    ['https://user:secret@example.com/', gateway, false],
    ['https://user@example.com/', gateway, false],
    ['https://:secret@example.com/', gateway, false],
    ['file:///etc/passwd', gateway, false],
  ])('%s, the gateway being %s: %s', (address, at, is) => {
    expect(isBillAddress(address, at)).toBe(is);
  });
});

describe('the download of a bill', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bill-download-test-'));
  const file = join(folder, 'bill.zip');
  let stub: GatewayStub;
  beforeAll(async () => {
    stub = await startGatewayStub();
  });
  afterAll(async () => {
    await stub.close();
    rmSync(folder, { recursive: true });
  });

  const download = (path = file) =>
    downloadBill(stub.url, path, { gateway: stub.url, maxBytes: 1_000 });
  const hashOf = (body: string) => createHash('sha256').update(body).digest('hex');

  it('writes the file for its owner alone, up to its limit', async () => {
    const body = 'x'.repeat(1_000);
    stub.reply = text(body);
    expect(await download()).toEqual({ outcome: 'done', bytes: 1_000, sha256: hashOf(body) });
    expect(readFileSync(file, 'utf8')).toBe(body);
    expect(statSync(file).mode & 0o77).toBe(0);
    stub.reply = text(`${body}x`);
    expect(await download()).toEqual({ outcome: 'too-big' });
  });

  it.each<[string, (response: ServerResponse) => void, RegExp]>([
    ['the answer says no', text('no', 403), /^status: 403$/],
    ['the answer has nothing', text('', 204), /^status: 204$/],
    [
      'it is to be had elsewhere',
      (response) =>
        response.req.url === '/gateway.do'
          ? response.writeHead(302, { location: '/elsewhere' }).end()
          : response.end('x'),
      /^no file \(TypeError\)$/,
    ],
    ['the connection breaks', (response) => response.destroy(), /^no file \(TypeError\)$/],
  ])('is unknown when %s', async (_, reply, reason) => {
    stub.reply = reply;
    expect(await download()).toEqual({
      outcome: 'unknown',
      reason: expect.stringMatching(reason),
    });
  });

  it('is unknown when the address is not one of a bill, which is not asked, or the file cannot be written', async () => {
    stub.reply = text('x');
    const asked = stub.requests.length;
    const limits = { gateway: 'http://127.0.0.1:1/', maxBytes: 10 };
    expect(await downloadBill(stub.url, file, limits)).toEqual({
      outcome: 'unknown',
      reason: 'the address is neither https nor the gateway itself',
    });
    expect(stub.requests).toHaveLength(asked);
    expect(await download(join(folder, 'none', 'x'))).toMatchObject({ reason: 'no file (Error)' });
  });

  describe('that is silent', () => {
    const REAL = ['Date', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate'] as const;
    beforeEach(() => void jest.useFakeTimers({ doNotFake: [...REAL, 'setInterval'] }));
    afterEach(() => void jest.useRealTimers());

    it('ends half a minute after its last byte', async () => {
      let answer: ServerResponse | undefined;
      stub.reply = (response) => {
        answer = response.writeHead(200);
        response.write('a');
      };
      const path = join(folder, 'slow');
      const running = download(path);
      let isOver = false;
      void running.then(() => (isOver = true));
      const read = () => (existsSync(path) ? readFileSync(path, 'utf8') : '');
      const holds = (body: string) => until(body, () => isOver || read() === body);
      await holds('a');
      jest.advanceTimersByTime(29_000);
      answer?.write('b');
      await holds('ab');
      jest.advanceTimersByTime(29_000);
      answer?.write('c');
      await holds('abc');
      expect(isOver).toBe(false);
      jest.advanceTimersByTime(30_000);
      answer?.end();
      expect(await running).toEqual({ outcome: 'unknown', reason: 'no file (AbortError)' });
    });

    it('is waited for no longer than the download takes', async () => {
      stub.reply = text('x');
      expect(await download()).toMatchObject({ outcome: 'done' });
      expect(jest.getTimerCount()).toBe(0);
    });
  });
});
