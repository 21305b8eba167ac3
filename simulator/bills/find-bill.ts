import { failureNode, successNode, type AnswerNode } from '../gateway/answers.js';
import type { Call } from '../gateway/call.js';
import { refusal } from '../gateway/refusals.js';
import { bizText } from '../trades/order.js';
import type { World } from '../world.js';
import { accountBill } from './account-bill.js';
import { accountLinesOf } from './account-lines.js';
import type { BillOf } from './bill-file.js';
import { linesOf } from './bill-lines.js';
import { tradeBill } from './trade-bill.js';

/** A bill is ready at nine o'clock of the next day, China time. */
const READY_AFTER_MS = 33 * 3_600_000;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

type MakeBill = (world: World, of: BillOf) => Buffer | null;

/** The file of each type of bill; null: it has no lines. */
const bills = new Map<unknown, MakeBill>([
  [
    'trade',
    ({ trades, bills: { faults } }, of) => {
      const lines = linesOf(trades.all(), of.day, faults);
      return lines.length === 0 ? null : tradeBill(of, lines, faults);
    },
  ],
  [
    'signcustomer',
    ({ trades, bills: { faults } }, of) => {
      const lines = accountLinesOf(trades.all(), of.day, faults);
      return lines.length === 0 ? null : accountBill(of, lines, faults);
    },
  ],
]);

/** `alipay.data.dataservice.bill.downloadurl.query` of a day's bill: `trade`, or the account's own log, `signcustomer`. */
export function findBill(world: World, call: Call): AnswerNode {
  const { faults } = world.bills;
  const type = bizText(call.biz, 'bill_type');
  const makeBill = bills.get(type);
  const day = dayIn(call);
  if (day === null || makeBill === undefined) {
    return failureNode(refusal('isv.invalid-parameter', 'bill_type, bill_date'));
  }
  if (type === 'signcustomer' && faults.accountForbidden) {
    return failureNode(refusal('isv.insufficient-isv-permissions'));
  }
  const isReady = world.clock.now() >= startOf(day) + READY_AFTER_MS;
  if (!isReady || faults.notReady) return failureNode(refusal('isp.bill_not_exist'));
  return answerOf(world, makeBill, day);
}

function answerOf(world: World, makeBill: MakeBill, day: string): AnswerNode {
  const { clock, identity, bills: desk } = world;
  const of = { sellerId: identity.sellerId, day, now: clock.now() };
  const zip = desk.faults.empty ? null : makeBill(world, of);
  if (zip !== null) return successNode({ bill_download_url: laidOut(world, zip) });
  return desk.faults.emptyIsNotThere
    ? failureNode(refusal('isp.bill_not_exist'))
    : successNode({ bill_file_code: 'EMPTY_DATA_WITH_BILL_FILE' });
}

function dayIn({ biz }: Call): string | null {
  const day = bizText(biz, 'bill_date') ?? '';
  return DAY.test(day) && !Number.isNaN(startOf(day)) ? day : null;
}

function startOf(day: string): number {
  return Date.parse(`${day}T00:00:00+08:00`);
}

function laidOut({ bills: desk, clock, publicUrl }: World, zip: Buffer): string {
  const whole = desk.faults.truncated === 'zip' ? zip.subarray(0, zip.length / 2) : zip;
  return `${publicUrl}/bills/${desk.lay(whole, clock.now())}`;
}
