import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import { AlipayClient } from '../../src/alipay/alipay-client.js';
import { REFUSED } from '../support/alipay-answers.js';
import { auditAtRest } from '../support/audit.js';
import type { Answer, Client } from '../support/client.js';
import { ADDRESS, openForBusiness, paidOrder } from '../support/shop.js';

const { shop, customer, operator, skuId } = await openForBusiness({ REFUND_ON_CANCEL: 'true' });

afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => shop.close());

const ORDERS = '/api/v1/orders';
const CASES = '/api/v1/after-sales';
const PARCEL = { carrier: '顺丰速运', trackingNumber: 'SF9' };
const RETURN_ADDRESS = {
  receiver: '退货组',
  mobile: '01012345678',
  address: '北京市海淀区 3 号库',
};
const TAKEN = [409, 'piece-in-after-sale'];

function slugOf({ status, body }: Answer): [number, string] {
  return [status, String(body.type).split(':').at(-1) ?? ''];
}

async function paid(count: number, buyer: Client = customer): Promise<string> {
  return (await paidOrder(shop, buyer, skuId, count)).orderNo;
}

async function received(count: number, buyer: Client = customer): Promise<string> {
  const orderNo = await paid(count, buyer);
  await operator.post(`${ORDERS}/${orderNo}/ship`, PARCEL);
  await buyer.post(`${ORDERS}/${orderNo}/receive`);
  return orderNo;
}

async function opened(orderNo: string, type: string, count = 1, by: Client = customer) {
  const body = { type, lines: [{ lineId: 1, count }], reason: '尺码不合适' };
  const { body: made } = await by.post(`${ORDERS}/${orderNo}/after-sales`, body);
  return String(made.id);
}

function refund(orderNo: string, content: object): Promise<Answer> {
  return operator.post(`${ORDERS}/${orderNo}/refunds`, { ...content, reason: '试验' });
}

const pieces = (count: number) => ({ lines: [{ lineId: 1, count }] });

async function stateOf(id: string): Promise<string> {
  return (await operator.get(`${CASES}/${id}`)).body.state;
}

describe('pieces that an open case holds', () => {
  it('are refunded by nothing but the case, however far the goods have come', async () => {
    const orderNo = await received(3);
    const id = await opened(orderNo, 'returnAndRefund');
    const refused = async () => {
      expect(slugOf(await refund(orderNo, pieces(3)))).toEqual(TAKEN);
      expect(slugOf(await refund(orderNo, { everything: true }))).toEqual(TAKEN);
      const all = { everything: true, closeRequests: true };
      expect(slugOf(await refund(orderNo, all))).toEqual(TAKEN);
    };
    await refused();
    await operator.post(`${CASES}/${id}/agree`, { returnAddress: RETURN_ADDRESS });
    await refused();
    await customer.post(`${CASES}/${id}/send-back`, PARCEL);
    await refused();
    expect((await refund(orderNo, pieces(2))).status).toBe(201);
    expect((await refund(orderNo, { amount: '5.00' })).status).toBe(201);
    const came = { lines: [{ lineId: 1, count: 1, restock: true }] };
    const { body } = await operator.post(`${CASES}/${id}/receive-back`, came);
    expect(body.state).toBe('REFUNDED');
    expect((await refund(orderNo, { everything: true })).body).toMatchObject({ lines: [] });
    expect(await auditAtRest(shop)).toEqual([]);
  });

  it('can be refunded once the case is rejected', async () => {
    const orderNo = await received(1);
    const id = await opened(orderNo, 'returnAndRefund');
    expect(slugOf(await refund(orderNo, pieces(1)))).toEqual(TAKEN);
    await operator.post(`${CASES}/${id}/reject`, { reason: '已过期' });
    expect((await refund(orderNo, pieces(1))).status).toBe(201);
  });

  it('of a case whose refund failed are sent back by its next refund alone, and not by a cancel', async () => {
    const orderNo = await paid(2);
    const id = await opened(orderNo, 'refundOnly');
    const refusing = jest.spyOn(AlipayClient.prototype, 'refund').mockResolvedValue({
      ...REFUSED,
      subCode: 'ACQ.TRADE_HAS_CLOSE',
    });
    await operator.post(`${CASES}/${id}/agree`);
    expect(await stateOf(id)).toBe('AGREED');
    refusing.mockRestore();
    expect(slugOf(await refund(orderNo, pieces(2)))).toEqual(TAKEN);
    expect(slugOf(await customer.post(`${ORDERS}/${orderNo}/cancel`))).toEqual(TAKEN);
    await operator.post(`${CASES}/${id}/refund`);
    expect(await stateOf(id)).toBe('REFUNDED');
    expect((await refund(orderNo, { everything: true })).status).toBe(201);
    expect(await auditAtRest(shop)).toEqual([]);
  });

  it('of requests for money alone give way to what is decided: one by one, and with a warning', async () => {
    const orderNo = await paid(3);
    const ids = [await opened(orderNo, 'refundOnly'), await opened(orderNo, 'refundOnly')];
    expect((await refund(orderNo, pieces(1))).status).toBe(201);
    const [warned] = slugOf(await refund(orderNo, pieces(1)));
    expect(warned).toBe(409);
    expect((await refund(orderNo, { ...pieces(1), closeRequests: true })).status).toBe(201);
    expect([await stateOf(ids[0] ?? ''), await stateOf(ids[1] ?? '')]).toEqual([
      'APPLIED',
      'REJECTED',
    ]);
    await operator.post(`${CASES}/${ids[0]}/agree`);
    expect((await customer.get(`${ORDERS}/${orderNo}`)).body.state).toBe('REFUNDED');
    expect(await auditAtRest(shop)).toEqual([]);
  });
});

describe('a case of somebody of the staff', () => {
  it('is agreed to, received and refunded by another person', async () => {
    const finance = await shop.staff('finance');
    await finance.post('/api/v1/addresses', ADDRESS);
    const orderNo = await received(1, finance);
    const id = await opened(orderNo, 'returnAndRefund', 1, finance);
    const own = [403, 'own-request'];
    const agreement = { returnAddress: RETURN_ADDRESS };
    expect(slugOf(await finance.post(`${CASES}/${id}/agree`, agreement))).toEqual(own);
    await operator.post(`${CASES}/${id}/agree`, agreement);
    await finance.post(`${CASES}/${id}/send-back`, PARCEL);
    const came = { lines: [{ lineId: 1, count: 1, restock: true }] };
    expect(slugOf(await finance.post(`${CASES}/${id}/receive-back`, came))).toEqual(own);
    expect(slugOf(await finance.post(`${CASES}/${id}/refund`))).toEqual(own);
    await operator.post(`${CASES}/${id}/receive-back`, came);
    expect(await stateOf(id)).toBe('REFUNDED');
  });

  it('of money alone is agreed to by another person', async () => {
    const finance = await shop.staff('finance');
    const { orderNo } = await paidOrder(shop, finance, skuId);
    const id = await opened(orderNo, 'refundOnly', 1, finance);
    expect(slugOf(await finance.post(`${CASES}/${id}/agree`))).toEqual([403, 'own-request']);
    expect((await operator.post(`${CASES}/${id}/agree`)).body.state).toBe('REFUNDED');
  });
});
