import { chinaTime } from '../china-time.js';
import type { Trade } from '../trades/trade.js';
import type { BillFaults } from './bill-faults.js';

/** A line of the business detail. Sums in fen, signed as they are written: refunds and fees below zero. */
export interface Line {
  readonly kind: '交易' | '退款';
  readonly tradeNo: string;
  readonly outTradeNo: string;
  readonly requestNo: string;
  readonly subject: string;
  readonly createdAt: number;
  readonly finishedAt: number;
  readonly fen: number;
  readonly feeFen: number;
}

/** The fee of a sum: half a fen is rounded up. */
export function feeOf(fen: number, rate: number): number {
  return Math.round(fen * rate);
}

/** What was finished on a day (`yyyy-MM-dd`, China time), in the order in which it was. */
export function linesOf(trades: readonly Trade[], day: string, faults: BillFaults): Line[] {
  const lines = trades.flatMap((trade) => linesOfTrade(trade, faults.feeRate));
  const ofDay = lines.filter((line) => dayOf(line, faults) === day);
  const planted = ofDay.flatMap((line) => spoiled(line, faults));
  return [...planted, ...added(day, faults)].toSorted(
    (one, other) => one.finishedAt - other.finishedAt,
  );
}

/** A trade's payment and its refunds, as they are. */
export function linesOfTrade(trade: Trade, rate: number): Line[] {
  const { tradeNo, outTradeNo, subject, createdAt, paidAt, totalFen } = trade;
  if (paidAt === null) return [];
  const shared = { tradeNo, outTradeNo, subject, createdAt };
  const feeFen = -feeOf(totalFen, rate);
  const paid = { kind: '交易', finishedAt: paidAt, requestNo: '', fen: totalFen, feeFen } as const;
  const refunds = trade.refunds.map((one) => ({
    ...shared,
    kind: '退款' as const,
    requestNo: one.outRequestNo,
    finishedAt: one.at,
    fen: -one.fen,
    feeFen: feeOf(one.fen, rate),
  }));
  return [{ ...shared, ...paid }, ...refunds];
}

/** A line of the last second of a day may stand in the bill of the next. */
function dayOf({ finishedAt, outTradeNo }: Line, { nextDay }: BillFaults): string {
  const late = nextDay.includes(outTradeNo) ? 86_400_000 : 0;
  return chinaTime(finishedAt + late).slice(0, 10);
}

function spoiled(line: Line, faults: BillFaults): Line[] {
  const number = line.kind === '交易' ? line.outTradeNo : line.requestNo;
  if (faults.drop.includes(number)) return [];
  const fen = faults.amounts[number];
  const sign = line.kind === '交易' ? 1 : -1;
  const changed = {
    ...line,
    fen: fen === undefined ? line.fen : sign * fen,
    tradeNo: faults.tradeNos[number] ?? line.tradeNo,
  };
  return faults.duplicate.includes(number) ? [changed, changed] : [changed];
}

/** Lines that no trade of this gateway stands behind. */
function added(day: string, faults: BillFaults): Line[] {
  const noon = Date.parse(`${day}T12:00:00+08:00`);
  return faults.add
    .filter((one) => one.day === null || one.day === day)
    .map(({ outTradeNo, tradeNo, fen, requestNo }) => ({
      kind: requestNo === null ? '交易' : '退款',
      tradeNo,
      outTradeNo,
      requestNo: requestNo ?? '',
      subject: '别的系统的订单',
      createdAt: noon - 60_000,
      finishedAt: noon,
      fen: requestNo === null ? fen : -fen,
      feeFen: 0,
    }));
}
