import { afterAll, describe, expect, it } from '@jest/globals';
import { postNotify } from '../support/notify.js';
import { openForBusiness, paidOrder, payLink, placeOrder } from '../support/shop.js';

const { shop, customer, operator, skuId } = await openForBusiness();

afterAll(() => shop.close());

/** The evidence of the incident of a trade, in English. */
async function evidenceOf(outTradeNo: string) {
  const { body } = await operator.get(`/api/v1/incidents?q=${outTradeNo}`);
  const path = `/api/v1/incidents/${body.items[0].id}/evidence`;
  return (await operator.get(path, { headers: { 'accept-language': 'en' } })).body;
}

describe('the evidence of an incident', () => {
  it('shows the message, the payment that it does not fit, and the money that would go back', async () => {
    const { orderNo } = await placeOrder(customer, skuId);
    await payLink(customer, orderNo);
    await postNotify(shop, orderNo, { total_amount: '5.00' });
    expect(await evidenceOf(orderNo)).toMatchObject({
      statement: {
        told: expect.stringMatching(/^Alipay notified us that the trade is paid: .* Did not fit: /),
        source: 'notify',
        repeats: 0,
        report: { out_trade_no: orderNo, total_amount: '5.00' },
      },
      payment: { orderNo, outTradeNo: orderNo, amount: '209.00', paidAt: null },
      goesBack: '5.00',
    });
  });

  it('shows of a trade that is unknown here no payment, and all of its money', async () => {
    await postNotify(shop, 'STRANGER1', { total_amount: '88.00' });
    expect(await evidenceOf('STRANGER1')).toMatchObject({
      statement: { report: { trade_no: 'TSTRANGER1' } },
      payment: null,
      goesBack: '88.00',
    });
  });

  it('counts what is booked as ours: a second trade of a paid order brings its own money alone', async () => {
    const { orderNo, payable } = await paidOrder(shop, customer, skuId);
    await postNotify(shop, orderNo, { trade_no: 'SECOND1', total_amount: payable });
    expect(await evidenceOf(orderNo)).toMatchObject({
      payment: { orderNo, state: 'SUCCEEDED', amount: payable },
      goesBack: payable,
    });
  });

  it('is of incidents that there are', async () => {
    expect((await operator.get('/api/v1/incidents/999999/evidence')).status).toBe(404);
    expect((await customer.get('/api/v1/incidents/1/evidence')).status).toBe(403);
  });
});
