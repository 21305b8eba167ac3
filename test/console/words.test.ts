import { describe, expect, it } from '@jest/globals';
import {
  addressWords,
  attributeWords,
  clockWords,
  problemWords,
  slugOf,
  stateName,
  stockLeft,
  TABS,
  tabOf,
  timeWords,
  wasRefunded,
} from '../../src/console/demo/words.js';
import { ORDER_STATES } from '../../src/orders/model/order-states.js';

const problem = (slug: string, members: object = {}) => ({
  type: `urn:problem:alipay-checkout:${slug}`,
  ...members,
});

describe('states and tabs', () => {
  it('tell whether a part of an order was sent back, and nothing of a quote', () => {
    const shown = ['0.00', '0.01', '209.00'].map((refundedAmount) =>
      wasRefunded({ refundedAmount }),
    );
    expect(shown).toEqual([false, true, true]);
    expect(wasRefunded({})).toBe(false);
  });

  it('has a Chinese name for every state of an order', () => {
    const names = ORDER_STATES.map((state) => stateName({ state, cancelRequestedAt: null }));
    expect(names.filter((name) => !/^\p{Script=Han}+$/u.test(name))).toEqual([]);
  });

  it('says that a cancel is under way, but not of an order that it has ended', () => {
    const cancelRequestedAt = '2026-11-21T12:00:00+08:00';
    expect(stateName({ state: 'PENDING_PAYMENT', cancelRequestedAt })).toBe('取消处理中');
    expect(stateName({ state: 'CANCELLED', cancelRequestedAt })).toBe('已取消');
  });

  it('says that all of a paid order is being sent back, but not of an order that it has ended', () => {
    const shippingStoppedAt = '2026-11-21T12:00:00+08:00';
    expect(stateName({ state: 'TO_SHIP', shippingStoppedAt })).toBe('退款处理中');
    expect(stateName({ state: 'REFUNDED', shippingStoppedAt })).toBe('已退款');
    const refundRequestedAt = shippingStoppedAt;
    expect(stateName({ state: 'TO_SHIP', refundRequestedAt })).toBe('申请退款中');
    expect(stateName({ state: 'SHIPPED', refundRequestedAt })).not.toBe('申请退款中');
  });

  it('asks the API only for states that there are, 已完成 being received and completed', () => {
    const asked = TABS.flatMap(({ states }) => states);
    expect(asked.filter((state) => !(ORDER_STATES as readonly string[]).includes(state))).toEqual(
      [],
    );
    expect(TABS.map(({ name }) => name)).toEqual(['全部', '待付款', '待发货', '待收货', '已完成']);
    expect(tabOf('done')?.states).toEqual(['RECEIVED', 'COMPLETED']);
    expect(tabOf('nonsense')?.id).toBe('all');
  });
});

describe('problemWords', () => {
  it.each([
    [problem('wrong-credentials'), 401, '用户名或密码不正确'],
    [problem('not-enough-stock', { stock: 3 }), 409, '库存不足，只剩 3 件'],
    [problem('not-enough-stock', { stock: 0 }), 409, '库存不足，已售罄'],
    [problem('invalid-request', { errors: [{ path: 'mobile' }] }), 400, '手机号为 5 到 19 位数字'],
    [problem('invalid-request'), 400, '填写有误'],
    [problem('of-tomorrow'), 409, '操作没有成功（409）'],
    [problem('of-tomorrow'), 404, '没有找到'],
    [{}, 502, '系统繁忙，请稍后再试'],
    [{ type: 'offline' }, 0, '网络不通，请检查连接后再试'],
  ])('reads %j with status %i as %s', (refusal, status, words) => {
    expect(problemWords(refusal, status)).toBe(words);
  });

  it('takes no member of Object for a text', () => {
    expect(problemWords(problem('invalid-request', { errors: [{ path: '__proto__' }] }), 400)).toBe(
      '这一项填写有误',
    );
    expect(problemWords(problem('constructor'), 422)).toBe('操作没有成功（422）');
  });

  it('reads a slug from a type, and none from what is no text', () => {
    expect(slugOf('urn:problem:alipay-checkout:no-such-order')).toBe('no-such-order');
    expect(slugOf(undefined)).toBe('');
  });
});

describe('other words', () => {
  it('shows a time as the API gives it, whatever zone the reader is in', () => {
    expect(timeWords('2026-11-21T00:30:05.123+08:00')).toBe('2026-11-21 00:30:05');
  });

  it.each([
    [1_800_000, '30:00'],
    [59_001, '01:00'],
    [3_725_000, '1:02:05'],
    [0, '00:00'],
    [-5_000, '00:00'],
  ])('shows %i ms as %s', (ms, words) => {
    expect(clockWords(ms)).toBe(words);
  });

  it.each([
    [{ stock: null, requiresShipping: false }, '不限量 · 无需发货'],
    [{ stock: null, requiresShipping: true }, '现货'],
    [{ stock: 0, requiresShipping: true }, '已售罄'],
    [{ stock: 10, requiresShipping: true }, '仅剩 10 件'],
    [{ stock: 11, requiresShipping: true }, '库存 11 件'],
  ])('says of %j: %s', (sku, words) => {
    expect(stockLeft(sku)).toBe(words);
  });

  it('names a municipality once', () => {
    const place = { district: '海淀区', detail: '中关村大街 1 号' };
    const beijing = { province: '北京市', city: '北京市', ...place };
    const zhejiang = { province: '浙江省', city: '杭州市', ...place };
    expect(addressWords(beijing)).toBe('北京市 海淀区 中关村大街 1 号');
    expect(addressWords(zhejiang)).toBe('浙江省 杭州市 海淀区 中关村大街 1 号');
  });

  it('joins attributes', () => {
    const attributes = [
      { name: '颜色', value: '红色' },
      { name: '规格', value: '200 克' },
    ];
    expect(attributeWords(attributes)).toBe('颜色：红色 · 规格：200 克');
  });
});
