import { canonicalCode } from './refusal-codes.js';
import {
  type Answer,
  type AnswerFields,
  type GatewayStatement,
  judge,
  onlyIfSigned,
  read,
} from './answer.js';

/** `trade`: what was paid and refunded. `signcustomer`: the account's own log. */
export const BILL_TYPES = ['trade', 'signcustomer'] as const;

export type BillType = (typeof BILL_TYPES)[number];

/** What Alipay has of a day's bill. */
export type BillOffer =
  | { readonly kind: 'file'; readonly url: string }
  /** It is ready, and has no lines. */
  | { readonly kind: 'empty' }
  /** No bill: either nothing was done that day, or it is not ready yet. Alipay has one code for both. */
  | { readonly kind: 'not-there' };

const NOT_THERE = /^(?:[a-z]+\.)?bill_not_exist$/i;
const EMPTY = 'EMPTY_DATA_WITH_BILL_FILE';

/** What `alipay.data.dataservice.bill.downloadurl.query` was answered. Only what is signed is believed. Pure. */
export function billOffered(statement: GatewayStatement): Answer<BillOffer> {
  const signed = onlyIfSigned(statement);
  if (signed.kind === 'signed' && isNotThere(signed.fields)) {
    return { outcome: 'done', value: { kind: 'not-there' } };
  }
  return read(judge(signed), offerIn);
}

/** One of its names begins with `isp.`, as failures of Alipay's do: it is none. */
function isNotThere({ sub_code: subCode = '' }: AnswerFields): boolean {
  return NOT_THERE.test(canonicalCode(subCode));
}

function offerIn(fields: AnswerFields): BillOffer | null {
  const { bill_file_code: code, bill_download_url: url = '' } = fields;
  if (code === EMPTY) return { kind: 'empty' };
  return URL.canParse(url) ? { kind: 'file', url } : null;
}
