import { fixed, telling } from './problem-text.js';

const ADDRESS_FAULTS = {
  'no-address': { en: 'It is not an address.', zh: '这不是一个网址。' },
  'not-public': {
    en: 'It leads to a private, local or reserved address.',
    zh: '它指向私有、本地或保留的地址。',
  },
  'too-long': {
    en: 'Written out in ASCII it has more than 500 characters.',
    zh: '以 ASCII 写出后超过 500 个字符。',
  },
  'not-https': { en: 'It must be https.', zh: '必须使用 https。' },
  'other-port': { en: 'Its port is none of those that are allowed.', zh: '端口不在允许之列。' },
  credentials: {
    en: 'It must not hold a name or a password.',
    zh: '不得包含用户名或密码。',
  },
  fragment: { en: 'It must not have a fragment.', zh: '不得带有片段（#）。' },
} as const;

/** What may be wrong with the address of a webhook. */
export type AddressFault = keyof typeof ADDRESS_FAULTS;

/** Refusals about webhooks and the daily bill. */
export const OPERATION_PROBLEMS = {
  'no-such-webhook': fixed(
    'not-found',
    { en: 'No such webhook', zh: 'Webhook 不存在' },
    { en: 'There is no such webhook.', zh: '没有该 Webhook。' },
  ),
  'too-many-webhooks': telling(
    'conflict',
    { en: 'Too many webhooks', zh: 'Webhook 过多' },
    ({ limit }: { readonly limit: number }) => ({
      en: `There are ${limit} webhooks already; delete one first.`,
      zh: `已有 ${limit} 个 Webhook，请先删除一个。`,
    }),
  ),
  'webhook-address-refused': telling(
    'unprocessable',
    { en: 'Webhook address refused', zh: 'Webhook 网址被拒绝' },
    ({ fault }: { readonly fault: AddressFault }) => ({
      en: `Events cannot be sent to this address. ${ADDRESS_FAULTS[fault].en}`,
      zh: `不能向该网址发送事件：${ADDRESS_FAULTS[fault].zh}`,
    }),
  ),
  'no-such-delivery': fixed(
    'not-found',
    { en: 'No such delivery', zh: '投递不存在' },
    { en: 'There is no such delivery.', zh: '没有该次投递。' },
  ),
  'no-such-event': fixed(
    'not-found',
    { en: 'No such event', zh: '事件不存在' },
    { en: 'There is no such event.', zh: '没有该事件。' },
  ),
  'delivery-waits': fixed(
    'conflict',
    { en: 'Delivery waits', zh: '投递正在等待' },
    {
      en: 'An earlier event of its order has to be delivered first.',
      zh: '须先投递该订单更早的事件。',
    },
  ),
  'no-such-day': fixed(
    'not-found',
    { en: 'No such day', zh: '该日没有账单' },
    { en: 'There is no bill of that day.', zh: '没有该日的账单。' },
  ),
  'day-under-way': fixed(
    'conflict',
    { en: 'Day under way', zh: '该日正在对账' },
    {
      en: 'Another process is at work on that day. Try again when it is done.',
      zh: '另一进程正在处理该日，请待其完成后重试。',
    },
  ),
  'bill-unusable': telling(
    'unprocessable',
    { en: 'Bill cannot be used', zh: '账单无法使用' },
    ({ fault }: { readonly fault: string }) => ({
      en: `Nothing was matched: ${fault}.`,
      zh: `未进行核对：${fault}。`,
    }),
  ),
  'no-such-discrepancy': fixed(
    'not-found',
    { en: 'No such discrepancy', zh: '差异不存在' },
    { en: 'There is no such discrepancy.', zh: '没有该差异。' },
  ),
  'discrepancy-ended': fixed(
    'conflict',
    { en: 'Discrepancy ended', zh: '差异已了结' },
    { en: 'The discrepancy has ended already.', zh: '该差异已了结。' },
  ),
};
