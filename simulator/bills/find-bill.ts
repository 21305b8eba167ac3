import { failureNode, successNode, type AnswerNode } from '../gateway/answers.js';
import type { Call } from '../gateway/call.js';
import { refusal } from '../gateway/refusals.js';
import { bizText } from '../trades/order.js';
import type { World } from '../world.js';
import { type Line, linesOf } from './bill-lines.js';
import { tradeBill } from './trade-bill.js';

/** A bill is ready at nine o'clock of the next day, China time. */
const READY_AFTER_MS = 33 * 3_600_000;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** `alipay.data.dataservice.bill.downloadurl.query` of a day's `trade` bill. */
export function findBill(world: World, call: Call): AnswerNode {
  const { faults } = world.bills;
  const day = dayIn(call);
  if (day === null) return failureNode(refusal('isv.invalid-parameter', 'bill_type, bill_date'));
  const isReady = world.clock.now() >= startOf(day) + READY_AFTER_MS;
  if (!isReady || faults.notReady) return failureNode(refusal('isp.bill_not_exist'));
  const lines = faults.empty ? [] : linesOf(world.trades.all(), day, faults);
  if (lines.length > 0) return successNode({ bill_download_url: laidOut(world, day, lines) });
  return faults.emptyIsNotThere
    ? failureNode(refusal('isp.bill_not_exist'))
    : successNode({ bill_file_code: 'EMPTY_DATA_WITH_BILL_FILE' });
}

function dayIn({ biz }: Call): string | null {
  const day = bizText(biz, 'bill_date') ?? '';
  const isDay = DAY.test(day) && !Number.isNaN(startOf(day));
  return isDay && bizText(biz, 'bill_type') === 'trade' ? day : null;
}

function startOf(day: string): number {
  return Date.parse(`${day}T00:00:00+08:00`);
}

function laidOut(world: World, day: string, lines: readonly Line[]): string {
  const { bills, identity, clock } = world;
  const now = clock.now();
  const zip = tradeBill({ sellerId: identity.sellerId, day, now }, lines, bills.faults);
  const whole = bills.faults.truncated === 'zip' ? zip.subarray(0, zip.length / 2) : zip;
  return `${world.publicUrl}/bills/${bills.lay(whole, now)}`;
}
