import { expect, it } from '@jest/globals';
import type { AlipayClient } from '../../src/alipay/alipay-client.js';
import type { PayRequest } from '../../src/alipay/pay-request.js';
import { fen } from '../../src/kernel/money.js';
import type { PayAddresses } from '../../src/payment/links/pay-addresses.js';
import { PayLinks } from '../../src/payment/links/pay-links.service.js';
import type { PayMethod } from '../../src/payment/model/pay-method.js';
import type { PaymentEntity } from '../../src/payment/model/payment.entity.js';

const NOW = new Date('2026-11-21T15:50:00Z');
const HOUR = 3_600_000;
const inHours = (hours: number) => new Date(NOW.getTime() + hours * HOUR);

function linkOf(method: PayMethod, expiresAt: Date) {
  const asked: PayRequest[] = [];
  const signed = (request: PayRequest) => {
    asked.push(request);
    return 'signed';
  };
  const alipay = {
    payUrl: (_: string, request: PayRequest) => signed(request),
    orderString: signed,
    precreate: (request: PayRequest) => {
      asked.push(request);
      const value = { qrCode: 'https://qr.alipay.com/bax07651' };
      return Promise.resolve({ outcome: 'done', value });
    },
  } as unknown as AlipayClient;
  const addresses = { of: () => ({ notifyUrl: '', returnUrl: '' }) } as unknown as PayAddresses;
  const payment = { id: '1', outTradeNo: '1', subject: 'x', amount: fen(1), method, expiresAt };
  const links = new PayLinks(alipay, addresses, { now: () => NOW });
  return links.make(payment as PaymentEntity).then((link) => ({ link, asked }));
}

it.each([
  ['page', 48, 48],
  ['wap', 48, 48],
  ['app', 48, 48],
  ['qr', 48, 2],
  ['qr', 2, 2],
  ['qr', 0.5, 0.5],
] as const)('a link by %s to an order of %d hours says that it ends in %d', async (...one) => {
  const [method, orderHours, linkHours] = one;
  const { link, asked } = await linkOf(method, inHours(orderHours));
  expect(link.expiresAt).toEqual(inHours(linkHours));
  expect(asked.map(({ timeExpire }) => timeExpire)).toEqual([inHours(orderHours)]);
});
