import { chinaTime } from '../china-time.js';
import type { Trade } from '../trades/trade.js';
import type { BillFaults } from './bill-faults.js';
import { type Line, linesOfTrade } from './bill-lines.js';

/** What the account had before its first trade, in fen. */
const FIRST_BALANCE_FEN = 1_000_000;

/** A line of the account's log. Sums in fen, with the sign of what they do to the account. */
export interface AccountLine {
  readonly flowNo: string;
  readonly tradeNo: string;
  readonly outTradeNo: string;
  readonly subject: string;
  readonly at: number;
  readonly fen: number;
  readonly balanceFen: number;
  readonly kind: '在线支付' | '交易退款' | '收费';
}

type Movement = Omit<AccountLine, 'flowNo' | 'balanceFen'>;

/** What moved the account on a day (`yyyy-MM-dd`, China time); balances go on from all days before. */
export function accountLinesOf(
  trades: readonly Trade[],
  day: string,
  faults: BillFaults,
): AccountLine[] {
  const movements = trades
    .flatMap((trade) => linesOfTrade(trade, faults.feeRate))
    .flatMap((line) => movementsOf(line, faults))
    .toSorted((one, other) => one.at - other.at);
  let balanceFen = FIRST_BALANCE_FEN;
  const lines = movements.map((movement, place) => {
    balanceFen += movement.fen;
    return { ...movement, flowNo: flowNoOf(movement.at, place), balanceFen };
  });
  const ofDay = lines.filter(({ at }) => chinaTime(at).slice(0, 10) === day);
  return ofDay.map((line, place) => spoiled(line, place, faults));
}

function flowNoOf(at: number, place: number): string {
  return `${chinaTime(at).slice(0, 10).replaceAll('-', '')}${String(place).padStart(8, '0')}`;
}

/** What a line of the business detail did to the account: its sum, and Alipay's share of it. */
function movementsOf(line: Line, faults: BillFaults): Movement[] {
  const { tradeNo, outTradeNo, subject, finishedAt: at } = line;
  const number = line.kind === '交易' ? outTradeNo : line.requestNo;
  const shared = { tradeNo, outTradeNo, subject, at };
  const kind = line.kind === '交易' ? '在线支付' : '交易退款';
  const sum = { ...shared, kind, fen: line.fen } as const;
  const fee = { ...shared, kind: '收费', fen: line.feeFen } as const;
  const hasFee = fee.fen !== 0 && !faults.accountDropFees.includes(number);
  return [...(faults.accountDrop.includes(number) ? [] : [sum]), ...(hasFee ? [fee] : [])];
}

/** `chain`: the first balance after the day's first is a fen too much. `opening`: all of the day are. */
function spoiled(line: AccountLine, place: number, faults: BillFaults): AccountLine {
  const isSpoiled =
    faults.accountBalance === 'opening' || (faults.accountBalance === 'chain' && place === 1);
  return isSpoiled ? { ...line, balanceFen: line.balanceFen + 1 } : line;
}
