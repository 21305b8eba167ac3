import type { OverviewSums, OverviewView } from './overview-view.js';
import type { TrendsView } from './trends-view.js';

const SUMS: OverviewSums = {
  orders: 12,
  paidCount: 10,
  paidAmount: '2090.00',
  refundedCount: 1,
  refundedAmount: '209.00',
  net: '1881.00',
  average: '209.00',
};

/** The figures of a start page, for the OpenAPI document. */
export const OVERVIEW_EXAMPLE: OverviewView = {
  asOf: '2026-11-21T12:00:00+08:00',
  isComplete: true,
  today: { day: '2026-11-21', ...SUMS },
  yesterday: { day: '2026-11-20', ...SUMS },
  hours: [{ hour: 11, today: SUMS, yesterday: SUMS }],
  days: [{ day: '2026-11-21', ...SUMS }],
  recorded: [{ way: 'notify', count: 9, p50Seconds: 1, p99Seconds: 3 }],
  needs: [
    { kind: 'refund-approvals', count: 3, isMore: false, list: '/api/v1/refunds?state=REQUESTED' },
  ],
  workers: { seen: 2, lastSeenAt: '2026-11-21T11:59:50+08:00' },
};

/** What the charts show, for the OpenAPI document. */
export const TRENDS_EXAMPLE: TrendsView = {
  asOf: '2026-11-21T12:00:00+08:00',
  days: [
    {
      day: '2026-11-21',
      recorded: [{ way: 'notify', count: 9, p50Seconds: 1, p99Seconds: 3 }],
      funnel: { made: 12, linked: 11, atAlipay: 10, paid: 10 },
    },
  ],
  refundReasons: [
    { reason: '七天无理由', count: 3, amount: '627.00' },
    { reason: null, count: 1, amount: '9.00' },
  ],
  queues: [
    { queue: 'orders', waiting: 3, depths: [{ at: '2026-11-21T11:45:00+08:00', depth: 12 }] },
  ],
};
