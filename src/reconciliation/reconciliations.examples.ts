import type { DiscrepancyView } from './sheet/discrepancy-view.js';
import type { Sheet } from './sheet/sheet.js';
import type { BillView } from './sheet/sheets.service.js';

export const DISCREPANCY: DiscrepancyView = {
  id: '3',
  day: '2026-11-20',
  kind: 'amount-differs',
  state: 'OPEN',
  notAtAlipay: false,
  outTradeNo: '202611201200000123456789',
  tradeNo: '2026112022001499160501586202',
  outRequestNo: null,
  billAmount: '208.99',
  ourAmount: '209.00',
  incidentId: '3',
  done: 'held as an incident: it does not fit the payment',
  createdAt: '2026-11-21T10:00:30+08:00',
  endedAt: null,
};

export const BILL: BillView = {
  day: '2026-11-20',
  type: 'trade',
  state: 'MATCHED',
  fault: null,
  nextCheckAt: null,
  matchedAt: '2026-11-21T10:00:31+08:00',
  openDiscrepancies: 1,
};

const SIDE = { count: 2, sum: '418.00', receipts: '418.00' };

export const SHEET: Sheet = {
  day: '2026-11-20',
  type: 'trade',
  state: 'MATCHED',
  fault: null,
  bill: {
    payments: SIDE,
    refunds: { count: 1, sum: '9.00', receipts: '9.00' },
    fees: '2.45',
    royalties: '0.00',
    net: '406.55',
  },
  account: {
    state: 'MATCHED',
    fault: null,
    balances: {
      opening: '10000.00',
      income: { count: 3, sum: '418.05' },
      outlay: { count: 3, sum: '11.50' },
      closing: '10406.55',
    },
  },
  books: { payments: { count: 2, sum: '418.00' }, refunds: { count: 1, sum: '9.00' } },
  ignored: { count: 0, sum: '0.00' },
  waiting: { count: 0, sum: '0.00' },
  open: 1,
  healed: 0,
  resolved: 0,
  discrepancies: [DISCREPANCY],
};
