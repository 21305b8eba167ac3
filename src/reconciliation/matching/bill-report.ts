import type { TradeReport } from '../../alipay/trade-report.js';
import { yuanToFen } from '../../kernel/money.js';
import { toChinaTime } from '../../kernel/shanghai-time.js';
import type { Difference } from '../model/discrepancy.js';

/**
 * What a bill's line says of a trade, in the words in which all of Alipay's statements are settled: it was paid, so
 * much, then. Nothing of it is signed. Pure.
 */
export function billReport(line: Difference): TradeReport {
  const { day, outTradeNo, tradeNo, billAmount, happenedAt } = line;
  return {
    source: 'bill',
    outTradeNo,
    tradeNo,
    status: 'TRADE_SUCCESS',
    totalAmount: billAmount === null ? null : yuanToFen(billAmount),
    refundedAmount: null,
    paidAt: happenedAt,
    outRequestNo: null,
    checks: { signature: 'off' },
    evidence: {
      bill_date: day,
      out_trade_no: outTradeNo,
      ...(tradeNo === null ? {} : { trade_no: tradeNo }),
      ...(billAmount === null ? {} : { total_amount: billAmount }),
      ...(happenedAt === null ? {} : { gmt_payment: toChinaTime(happenedAt) }),
    },
  };
}
