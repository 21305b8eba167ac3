import { fixed, telling } from './problem-text.js';

/** A case in a state that does not allow what was asked for. */
interface InState {
  readonly state: string;
}

const IMPOSSIBLE = {
  'not-paid': {
    en: 'Nothing was paid for the order, or all of it has gone back.',
    zh: '该订单没有付款，或款项已全部退回。',
  },
  'not-received': {
    en: 'The goods are on their way: say when they have come.',
    zh: '商品仍在运输途中，请确认收货后再申请。',
  },
  'too-late': {
    en: 'It is too long since the goods were received.',
    zh: '已超过收货后可申请售后的期限。',
  },
} as const;

/** Refusals about after-sale cases. */
export const AFTER_SALE_PROBLEMS = {
  'no-such-after-sale': fixed(
    'not-found',
    { en: 'No such case', zh: '售后单不存在' },
    { en: 'There is no such after-sale case.', zh: '没有该售后单。' },
  ),
  'after-sale-not-possible': telling(
    'conflict',
    { en: 'No case possible', zh: '不能申请售后' },
    ({ why }: InState & { readonly why: keyof typeof IMPOSSIBLE }) => IMPOSSIBLE[why],
  ),
  'after-sale-pieces': telling(
    'conflict',
    { en: 'Too many pieces', zh: '超出可申请数量' },
    ({
      lineId,
      left,
    }: {
      readonly lineId: number;
      readonly wanted: number;
      readonly left: number;
    }) => ({
      en: `Of line ${lineId}, a case can be about ${left} pieces now.`,
      zh: `第 ${lineId} 行商品现可申请 ${left} 件。`,
    }),
  ),
  'piece-in-after-sale': fixed(
    'conflict',
    { en: 'Piece in a case', zh: '商品已在售后中' },
    {
      en: 'An open case is about one of these pieces already, or it is refunded.',
      zh: '其中有商品已在处理中的售后单内，或已退款。',
    },
  ),
  'after-sale-decided': telling(
    'conflict',
    { en: 'Case decided', zh: '售后单状态已变' },
    ({ state }: InState) => ({
      en: `The case is ${state}; this cannot be done with it any more, or not yet.`,
      zh: `售后单当前状态为 ${state}，不能如此操作。`,
    }),
  ),
  'return-address-required': fixed(
    'unprocessable',
    { en: 'Return address required', zh: '需要退货地址' },
    { en: 'Say where the goods are to be sent back to.', zh: '请填写退货地址。' },
  ),
  'receipt-lines': fixed(
    'unprocessable',
    { en: 'Wrong lines', zh: '收货明细有误' },
    {
      en: 'Say of every line of the case what came back: at most what it is about.',
      zh: '请逐行填写实收数量，且不得超过售后单数量。',
    },
  ),
  'nothing-received': fixed(
    'unprocessable',
    { en: 'Nothing received', zh: '没有收到商品' },
    { en: 'Nothing came back: reject the case instead.', zh: '没有收到商品，请改为拒绝。' },
  ),
  'refund-reason-required': fixed(
    'unprocessable',
    { en: 'Reason required', zh: '需要说明原因' },
    { en: 'Say why less goes back than was paid.', zh: '少退款须说明原因。' },
  ),
  'after-sale-refund-too-much': fixed<{ readonly most: string }>(
    'unprocessable',
    { en: 'Refund too large', zh: '退款金额过大' },
    {
      en: 'More would go back than was paid for the pieces that came.',
      zh: '退款金额超过了收到商品的实付金额。',
    },
  ),
};
