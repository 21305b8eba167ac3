/** Alipay refuses a request because of the trade's state. */
export const REFUSED = {
  outcome: 'refused',
  code: '40004',
  subCode: 'ACQ.REASON_TRADE_STATUS_INVALID',
  detail: '交易状态异常',
} as const;
