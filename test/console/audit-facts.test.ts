import { describe, expect, it } from '@jest/globals';
import { changeText, orderOf } from '../../web/src/pages/audit/audit-facts.js';
import { en } from '../../web/src/words/en.js';
import { zh } from '../../web/src/words/zh.js';

type Facts = Record<string, unknown>;

const entry = (kind: string, before: Facts | null, after: Facts | null) => ({
  object: { kind },
  before,
  after,
});

describe('what an entry of the audit log tells', () => {
  it.each<[string, ReturnType<typeof entry>, string, string]>([
    [
      'a parcel',
      entry(
        'order',
        { state: 'TO_SHIP' },
        {
          state: 'SHIPPED',
          carrier: '京东',
          lines: [{ lineId: 1, skuId: 3, name: '茶', count: 2 }],
        },
      ),
      'State: To ship → Shipped; Carrier: 京东; Goods: 茶 × 2',
      '状态：待发货 → 已发货；承运商：京东；商品：茶 × 2',
    ],
    [
      'a refund, whose order is told beside it',
      entry('refund', null, { orderNo: '1', state: 'UNKNOWN', amount: '8.00', restock: false }),
      'State: Outcome not known; Amount: ¥8.00; Back to stock: No',
      '状态：结果未知；金额：¥8.00；退回库存：否',
    ],
    [
      'a refund for a whole order',
      entry('refund', { requestedBy: 7 }, { scope: 'everything', refundAtMost: null }),
      'For: the whole order; Refund at most: –',
      '范围：整单；退款不超过：–',
    ],
    [
      'what stays',
      entry(
        'webhook',
        { active: false },
        { active: false, types: ['order.paid', 'order.shipped'] },
      ),
      'Active: No; Types: order.paid, order.shipped',
      '启用：否；类型：order.paid、order.shipped',
    ],
    [
      'an address and goods that came back',
      entry('after_sale', null, {
        returnAddress: { receiver: '退货组', mobile: '010', address: '北京' },
        lines: [{ lineId: 1, count: 1 }],
      }),
      'Return address: 退货组 010 北京; Goods: #1 × 1',
      '退货地址：退货组 010 北京；商品：#1 × 1',
    ],
    [
      'a name that nobody knows',
      entry(
        'comet',
        { state: 'toString', attributes: [{ name: '颜色', value: '红' }] },
        { tail: 3 },
      ),
      'State: toString; Attributes: 颜色 红; tail: 3',
      '状态：toString；规格：颜色 红；tail：3',
    ],
    ['nothing', entry('person', null, null), '–', '–'],
  ])('is said in words: %s', (_, one, english, chinese) => {
    expect(changeText(one, en)).toBe(english);
    expect(changeText(one, zh)).toBe(chinese);
  });

  it('names its order', () => {
    expect(orderOf(entry('refund', { orderNo: '1' }, { state: 'FAILED' }))).toBe('1');
    expect(orderOf(entry('sku', null, { price: '1.00' }))).toBeNull();
  });

  it('has the same names in both languages', () => {
    const names = ({ facts }: typeof en.audit) =>
      [facts.objects, facts.members, ...Object.values(facts.values)].map(Object.keys);
    expect(names(zh.audit)).toEqual(names(en.audit));
  });
});
