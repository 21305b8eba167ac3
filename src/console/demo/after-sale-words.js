/** What people read of cases after the sale, in Chinese. Nothing here touches the page. */

export const CASE_TYPES = { returnAndRefund: '退货退款', refundOnly: '仅退款' };

const CASE_STATES = {
  APPLIED: '等待商家处理',
  AGREED: '商家已同意',
  SENT_BACK: '已寄回，等待商家收货',
  RECEIVED_BACK: '商家已收货，等待退款',
  REFUNDING: '退款中',
  REFUNDED: '已退款',
  REJECTED: '商家已拒绝',
  WITHDRAWN: '已撤销',
  EXPIRED: '逾期未寄回，已关闭',
};

/** Why a buyer asks, as pages of Chinese shops offer it. */
export const REASONS = [
  '不想要了',
  '尺码或规格不合适',
  '与描述不符',
  '商品有瑕疵',
  '少件或发错货',
  '未按约定时间发货',
];

/** What the state of a case is called. */
export function caseStateName({ state, type }) {
  if (state === 'AGREED') return type === 'refundOnly' ? '退款未成功，商家处理中' : '请寄回商品';
  return Object.hasOwn(CASE_STATES, state) ? CASE_STATES[state] : state;
}

/** How many pieces of a line its buyer can ask for now, with goods that go back or without. */
export function claimableCount(order, line, type) {
  const left = line.count - line.refundedCount;
  if (type === 'returnAndRefund') return order.receivedAt ? Math.min(left, line.shippedCount) : 0;
  if (order.receivedAt) return left;
  return line.requiresShipping ? Math.max(0, left - line.shippedCount) : 0;
}

/** The types of a case that can be opened for an order now. */
export function claimableTypes(order) {
  if (!order.paidAt || order.state === 'REFUNDED') return [];
  return Object.keys(CASE_TYPES).filter((type) =>
    order.lines.some((line) => claimableCount(order, line, type) > 0),
  );
}

/** What has become of a line's pieces: `已发 1 件 · 已退 1 件`. Nothing of a quote's line. */
export function progressWords({ shippedCount = 0, refundedCount = 0, refundedAmount }) {
  const parts = [
    shippedCount > 0 && `已发 ${shippedCount} 件`,
    refundedCount > 0 && `退款 ${refundedCount} 件（¥${refundedAmount}）`,
  ];
  return parts.filter(Boolean).join(' · ');
}

/** What is in a parcel or a case: `安踏A红色 ×1、课程 ×2`. */
export function piecesWords(lines) {
  return lines.map(({ name, count }) => `${name} ×${count}`).join('、');
}
