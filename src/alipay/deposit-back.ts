import type { Fen } from '../kernel/money.js';
import type { AnswerFields } from './answer.js';
import { type MessageForm, moneyIn, numberIn, redacted } from './message-fields.js';
import { type RefundNumbers, refundQueried } from './refund-report.js';
import type { MessageFields } from './verification.js';

/**
 * The message by which Alipay tells how a refund to a buyer's bank card ended (收单退款冲退完成通知). It goes to the
 * application's gateway address, for refunds that asked for it: a form whose `biz_content` is JSON, where `dback_status`
 * is S or F. With F the money went to the buyer's Alipay balance by itself.
 */
export const DEPOSIT_BACK = 'alipay.trade.refund.depositback.completed';

/** What a refund asks for, so that the message is sent. */
export const ASKS_DEPOSIT_BACK = { query_options: ['deposit_back_info'] } as const;

/** A message of the open platform: it is named by `msg_method`, where a notify has its `notify_type`. */
export const PLATFORM_MESSAGE: MessageForm = {
  forms: new Map([
    ['app_id', (value) => /^\d{8,32}$/.test(value)],
    ['msg_method', (value) => /^[\w.]{1,100}$/.test(value)],
    ['notify_id', (value) => /^[\w.:-]{1,128}$/.test(value)],
  ]),
  required: ['app_id', 'msg_method', 'notify_id', 'biz_content'],
};

const STATUSES: Readonly<Record<string, DepositBack['status']>> = { S: 'arrived', F: 'bounced' };

/** How a refund to a bank card ended. */
export interface DepositBack {
  readonly outTradeNo: string;
  readonly tradeNo: string | null;
  readonly outRequestNo: string;
  /** `bounced`: the bank did not take it. */
  readonly status: 'arrived' | 'bounced';
  /** What arrived; null: not said. */
  readonly amount: Fen | null;
  readonly evidence: Readonly<Record<string, string>>;
}

/** What the message says; null when it does not name the refund and how it ended. Pure. */
export function depositBackIn(message: MessageFields): DepositBack | null {
  const content = jsonFields(message.get('biz_content') ?? '');
  const outTradeNo = numberIn(content.get('out_trade_no'));
  const outRequestNo = numberIn(content.get('out_request_no'));
  const status = statusIn(content);
  if (outTradeNo === null || outRequestNo === null || status === undefined) return null;
  return {
    outTradeNo,
    tradeNo: numberIn(content.get('trade_no')),
    outRequestNo,
    status,
    amount: moneyIn(content.get('dback_amount')),
    evidence: redacted(content),
  };
}

/** What Alipay answers of a refund's way to a bank: nothing (it went to no card), that it is under way, or how it ended. */
export type DepositBackAnswer =
  DepositBack | { readonly status: 'none' } | { readonly status: 'under-way' };

/**
 * The answer to a refund's query that asked for `deposit_back_info`; null when it is about another refund, or one that
 * Alipay does not know to be done. `dback_status` is S, F, or P while the bank has not answered. Pure.
 */
export function depositBackQueried(
  asked: RefundNumbers,
  fields: AnswerFields,
): DepositBackAnswer | null {
  const report = refundQueried(asked, fields);
  if (report?.status !== 'done') return null;
  const info = jsonFields(fields['deposit_back_info'] ?? '');
  if (info.get('has_deposit_back')?.toLowerCase() !== 'true') return { status: 'none' };
  const status = statusIn(info);
  if (status === undefined) return { status: 'under-way' };
  const { outTradeNo, outRequestNo, tradeNo } = report;
  const amount = moneyIn(info.get('dback_amount'));
  const evidence = { out_request_no: outRequestNo, ...redacted(info) };
  return { outTradeNo, tradeNo, outRequestNo, status, amount, evidence };
}

function statusIn(content: ReadonlyMap<string, string>): DepositBack['status'] | undefined {
  return STATUSES[content.get('dback_status')?.toUpperCase() ?? ''];
}

function isPlain([, member]: readonly [string, unknown]): boolean {
  return typeof member === 'string' || typeof member === 'boolean';
}

/** The members of a JSON object that are text, or true or false; none of any other text. */
function jsonFields(text: string): ReadonlyMap<string, string> {
  try {
    // Null throws like a text that is no JSON; of a number and a list no member has a name that is asked for.
    const members: [string, unknown][] = Object.entries(JSON.parse(text));
    return new Map(members.filter(isPlain).map(([name, member]) => [name, String(member)]));
  } catch {
    return new Map();
  }
}
