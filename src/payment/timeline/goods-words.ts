import type { EventType } from '../../events/domain-events.js';
import { toChinaTime } from '../../kernel/shanghai-time.js';
import { termOf } from '../../kernel/words.js';
import { type MemberOf, STOCK_CHANGES, type Told } from './event-terms.js';

type GoodsEvent = Extract<EventType, `${'order' | 'shipment' | 'sku'}.${string}`>;

/** What is told of events of orders, parcels and stocks. */
export const GOODS_TOLD: Readonly<Record<GoodsEvent, Told>> = {
  'order.created': (of) => ({
    en: `The order was made: ¥${of('payable')} to pay until ${time(of)}.`,
    zh: `订单已创建：应付 ¥${of('payable')}，付款截止 ${time(of)}。`,
  }),
  'order.paid': (of) =>
    of('revived') === 'true'
      ? {
          en: `The order was revived by its late payment of ¥${of('payable')}; its stock was taken again.`,
          zh: `订单因迟到的付款 ¥${of('payable')} 而恢复，库存已重新占用。`,
        }
      : { en: `The order was paid: ¥${of('payable')}.`, zh: `订单已付款：¥${of('payable')}。` },
  'order.shipped': (of) => ({
    en: `The goods were sent with ${of('carrier')}, number ${of('trackingNumber')}.`,
    zh: `商品已发货：${of('carrier')}，运单号 ${of('trackingNumber')}。`,
  }),
  'order.edited': (of) =>
    of('address') === 'true'
      ? { en: 'The shop changed where the order goes.', zh: '商家修改了收货地址。' }
      : { en: "The shop changed the order's remark.", zh: '商家修改了订单备注。' },
  'order.adjusted': {
    operator: (of) => ({
      en: `The price was reduced from ¥${of('previousPayable')} to ¥${of('payable')}: ${of('reason')}.`,
      zh: `订单金额由 ¥${of('previousPayable')} 减为 ¥${of('payable')}：${of('reason')}。`,
    }),
    owner: (of) => ({
      en: `The price was changed from ¥${of('previousPayable')} to ¥${of('payable')}.`,
      zh: `订单金额由 ¥${of('previousPayable')} 改为 ¥${of('payable')}。`,
    }),
  },
  'shipment.created': (of) => {
    const isLast = of('isLast') === 'true';
    return {
      en: `A parcel left with ${of('carrier')}, number ${of('trackingNumber')}: ${isLast ? 'with it all is on its way' : 'the rest follows'}.`,
      zh: `一个包裹已发出：${of('carrier')}，运单号 ${of('trackingNumber')}，${isLast ? '商品已全部发出' : '其余商品随后发出'}。`,
    };
  },
  'shipment.corrected': (of) => ({
    en: `A parcel goes with ${of('carrier')}, number ${of('trackingNumber')}, not with ${of('previousCarrier')}, number ${of('previousTrackingNumber')}.`,
    zh: `包裹的物流更正为 ${of('carrier')}，运单号 ${of('trackingNumber')}；原为 ${of('previousCarrier')}，运单号 ${of('previousTrackingNumber')}。`,
  }),
  'order.received': () => ({ en: 'The goods were received.', zh: '商品已签收。' }),
  'order.completed': () => ({
    en: 'Nothing was left to do: the order is completed.',
    zh: '订单已完成。',
  }),
  'order.cancelled': () => ({
    en: 'The order was cancelled unpaid; its stock was given back.',
    zh: '未付款的订单已取消，库存已释放。',
  }),
  'order.expired': () => ({
    en: 'The order expired: no money came before its deadline. Its stock was given back.',
    zh: '订单已超时：截止前没有收到款项，库存已释放。',
  }),
  'order.refunded': (of) => ({
    en: `All of the order's ¥${of('payable')} went back: it is refunded.`,
    zh: `订单的 ¥${of('payable')} 已全部退回：订单已退款。`,
  }),
  'sku.stock_changed': {
    operator: (of) => termOf(STOCK_CHANGES, of('why')),
    owner: () => null,
  },
};

function time(of: MemberOf): string {
  const instant = new Date(of('expiresAt'));
  return Number.isNaN(instant.getTime()) ? '?' : toChinaTime(instant);
}
