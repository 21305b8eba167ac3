import { afterAll, describe, expect, it } from '@jest/globals';
import { openForBusiness, paidOrder } from '../support/shop.js';

const { shop, customer, operator, skuId } = await openForBusiness();

afterAll(() => shop.close());

describe('what Alipay says of a refund', () => {
  it('is kept and told, whether money moved or not', async () => {
    const { orderNo } = await paidOrder(shop, customer, skuId);
    shop.simulator.faults.set({ emptyBalance: { count: 1 } });
    const path = `/api/v1/orders/${orderNo}`;
    await operator.post(`${path}/refunds`, { amount: '1.00', reason: 'x' });
    shop.simulator.faults.set({ denyFundChange: { count: 1 } });
    await operator.post(`${path}/refunds`, { amount: '2.00', reason: 'x' });
    const kept = await shop.database.query<{ verdict: string; report: string; checks: string }>(
      "SELECT verdict, report, checks FROM payment_evidence WHERE source = 'refund' AND out_trade_no = ? ORDER BY id",
      [orderNo],
    );
    expect(kept.map(({ verdict }) => verdict)).toEqual(['refund-waits', 'refund-open']);
    expect(JSON.parse(kept[0]?.report ?? '')).toMatchObject({
      code: '40004',
      sub_code: 'ACQ.SELLER_BALANCE_NOT_ENOUGH',
    });
    expect(kept.map(({ checks }) => JSON.parse(checks) as object)).toEqual([
      { signature: 'passed', money_moved: 'failed' },
      {
        signature: 'passed',
        out_trade_no: 'passed',
        out_request_no: 'not-said',
        money_moved: 'failed',
      },
    ]);
    expect(JSON.parse(kept[1]?.report ?? '')).toMatchObject({
      fund_change: 'N',
      buyer_user_id: '[redacted]',
    });
    const story = await operator.get(`${path}/timeline`);
    expect(story.text).toContain('it cannot be made now, so it is sent again later');
    expect((await customer.get(`${path}/timeline`)).text).not.toContain('BALANCE');
  });
});
