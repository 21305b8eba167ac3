import { invalidRequest } from '../../http/validation.js';
import { fen, yuanToFen } from '../../kernel/money.js';
import type { Words } from '../../kernel/words.js';
import type { RefundContent } from '../model/refund-plan.js';

/** The members of a request that say what is refunded. */
export interface RefundBody {
  readonly lines?: readonly { lineId: number; count: number; restock?: boolean }[];
  readonly freight?: string;
  readonly everything?: boolean;
  readonly amount?: string;
  readonly restock?: boolean;
}

const FORMS =
  '{"lines":[{"lineId":1,"count":1,"restock":true}],"freight":"10.00"}, {"everything":true} or {"amount":"5.00"}';

const ONE_FORM: Words = {
  en: `say what is refunded in exactly one way: ${FORMS}`,
  zh: `须且仅须以一种方式说明退什么：${FORMS}`,
};

const RESTOCK_BY_LINE: Words = {
  en:
    'restock is said for each line: {"lines":[{"lineId":1,"count":1,"restock":true}]}. {"everything":true} puts all pieces ' +
    'into the stock that never left the shop; an amount moves no piece',
  zh:
    'restock 须按行说明：{"lines":[{"lineId":1,"count":1,"restock":true}]}。{"everything":true} 会把所有未发出的商品退回库存；' +
    '仅有 amount 时不涉及任何商品',
};

const FREIGHT_BESIDE_LINES: Words = {
  en: 'freight stands beside lines, which may be empty',
  zh: 'freight 须与 lines 一起给出（lines 可为空数组）',
};

const NOTHING: Words = {
  en: 'lines must name a piece, or freight must stand beside them',
  zh: 'lines 须至少包含一行，或同时给出 freight',
};

/** What a request asks for. Throws Problem `invalid-request` when that is not said in exactly one way. Pure. */
export function refundContent(body: RefundBody): RefundContent {
  if (body.restock === true) throw refusal('restock', RESTOCK_BY_LINE);
  const { lines, freight, amount } = body;
  const everything = body.everything === true;
  const said = [lines !== undefined, everything, amount !== undefined].filter(Boolean);
  if (said.length !== 1) throw refusal('', ONE_FORM);
  if (lines === undefined && freight !== undefined) throw refusal('freight', FREIGHT_BESIDE_LINES);
  if (lines !== undefined) return linesContent(lines, freight);
  if (amount === undefined) return { scope: 'everything' };
  return { scope: 'amount', amount: yuanToFen(amount) };
}

function linesContent(
  lines: NonNullable<RefundBody['lines']>,
  freight: string | undefined,
): RefundContent {
  if (lines.length === 0 && freight === undefined) throw refusal('lines', NOTHING);
  const pieces = lines.map(({ lineId, count, restock }) => ({ lineId, count, restock }));
  return {
    scope: 'lines',
    lines: pieces,
    freight: freight === undefined ? fen(0) : yuanToFen(freight),
  };
}

/** Whether it decides about the stock, which customers do not. Pure. */
export function decidesRestock({ lines = [] }: RefundBody): boolean {
  return lines.some(({ restock }) => restock !== undefined);
}

function refusal(path: string, message: Words) {
  return invalidRequest([{ path, message }]);
}
