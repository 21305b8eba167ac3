/** The refusals this gateway knows, with Alipay's texts; `SIMULATOR.` begins those that Alipay does not have. */
const texts = {
  'isv.missing-method': '缺少方法名参数',
  'isv.missing-app-id': '缺少appId参数',
  'isv.missing-signature': '缺少签名参数',
  'isv.missing-signature-type': '缺少签名类型参数',
  'isv.missing-timestamp': '缺少时间戳参数',
  'isv.missing-version': '缺少版本参数',
  'isv.missing-parameter': '缺少业务参数',
  'isv.invalid-method': '不存在的方法名',
  'isv.invalid-app-id': '无效的appId参数',
  'isv.invalid-signature-type': '无效的签名类型',
  'isv.invalid-signature': '无效签名',
  'isv.invalid-timestamp': '非法的时间戳参数',
  'isv.invalid-version': '无效的版本参数',
  'isv.invalid-format': '无效的数据格式',
  'isv.invalid-charset': '字符集错误',
  'isv.invalid-encrypt': '不支持的加密类型',
  'isv.invalid-parameter': '参数无效',
  'isv.insufficient-isv-permissions': 'ISV权限不足',
  'isp.bill_not_exist': '账单不存在',
  'SIMULATOR.NOT_SIMULATED': '模拟器没有实现这个方法 (not simulated)',
  'SIMULATOR.NO_CERTIFICATES': '模拟器没有公钥证书模式，请改用普通公钥 (no certificate mode)',
  'ACQ.INVALID_PARAMETER': '参数无效',
  'ACQ.CONTEXT_INCONSISTENT':
    '商户订单号已经创建交易成功，且本次请求的关键信息（如订单金额、订单标题等）与已存交易的信息不一致，请更换订单号',
  'ACQ.TRADE_NOT_EXIST': '交易不存在',
  'ACQ.TRADE_HAS_SUCCESS': '交易已被支付',
  'ACQ.TRADE_HAS_CLOSE': '交易已经关闭',
  'ACQ.TRADE_HAS_FINISHED': '交易已完结',
  'ACQ.TRADE_STATUS_ERROR': '交易状态不合法',
  'ACQ.REASON_TRADE_STATUS_INVALID': '交易状态异常',
  'ACQ.REASON_TRADE_REFUND_FEE_ERR': '退款金额无效',
  'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL': '退款金额超限',
  'ACQ.SELLER_BALANCE_NOT_ENOUGH': '卖家余额不足',
  'ACQ.DISCORDANT_REPEAT_REQUEST': '同一退款请求号的退款金额不一致',
} as const;

export type SubCode = keyof typeof texts;
type FailureCode = '40001' | '40002' | '40004' | '40006';

export interface Refusal {
  readonly code: FailureCode;
  readonly subCode: SubCode;
  readonly subMsg: string;
}

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

function codeOf(subCode: SubCode): FailureCode {
  if (subCode === 'isv.insufficient-isv-permissions') return '40006';
  if (/^(ACQ|SIMULATOR|isp)\./.test(subCode)) return '40004';
  return subCode.startsWith('isv.missing-') ? '40001' : '40002';
}

export function refusal(subCode: SubCode, detail?: string): Refusal {
  const text = texts[subCode];
  return { code: codeOf(subCode), subCode, subMsg: detail ? `${text}：${detail}` : text };
}

export function refused(subCode: SubCode, detail?: string): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: refusal(subCode, detail) };
}

export function done<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}
