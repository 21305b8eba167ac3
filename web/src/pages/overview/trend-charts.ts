import type { Schemas } from '../../api/client.js';
import { timeText } from '../../parts/format.js';
import type { Words } from '../../words/en.js';
import type { ChartData, Series } from './chart-data.js';
import { yuanNumber } from './money-charts.js';

type Trends = Schemas['Trends'];
type Day = Schemas['TrendsDay'];
type Way = Schemas['OverviewWay'];

const STEPS = ['made', 'linked', 'atAlipay', 'paid'] as const;

/** How payments were learned of, how far orders came, why money went back, how much work waited. Pure. */
export function trendCharts(trends: Trends, words: Words): ChartData[] {
  return [
    waysChart(trends.days, words),
    funnelChart(trends.days, words),
    reasonsChart(trends, words),
    queuesChart(trends, words),
  ];
}

function waysChart(days: readonly Day[], { overview: told, payWay }: Words): ChartData {
  const ways = days.at(-1)?.recorded.map(({ way }) => way) ?? [];
  const of = (way: Way['way'], pick: (one: Way) => number | null) =>
    days.map(({ recorded }) => recorded.filter((one) => one.way === way).map(pick)[0] ?? null);
  const counts = ways.map((way): Series => ({
    name: payWay[way],
    unit: 'count',
    values: of(way, ({ count }) => count),
  }));
  const delays = ways.map((way): Series => ({
    name: `${payWay[way]}: ${told.p99Seconds}`,
    unit: 'count',
    isOnlyTold: true,
    values: of(way, ({ p99Seconds }) => p99Seconds),
  }));
  return {
    title: told.ways,
    name: 'recorded-by-way',
    type: 'stack',
    axisTitle: told.day,
    axis: days.map(({ day }) => day.slice(5)),
    series: [...counts, ...delays],
  };
}

function funnelChart(days: readonly Day[], { overview: told, funnelStep }: Words): ChartData {
  const sums = STEPS.map((step) => days.reduce((sum, { funnel }) => sum + funnel[step], 0));
  const [made = 0] = sums;
  return {
    title: told.funnel,
    name: 'from-order-to-paid',
    type: 'ranking',
    axisTitle: told.step,
    axis: STEPS.map((step) => funnelStep[step]),
    series: [
      { name: told.orders, unit: 'count', values: sums },
      {
        name: told.share,
        unit: 'decimal',
        isOnlyTold: true,
        values: sums.map((sum) => (made === 0 ? null : (sum / made) * 100)),
      },
    ],
  };
}

function reasonsChart({ refundReasons }: Trends, { overview: told, common }: Words): ChartData {
  return {
    title: told.reasons,
    name: 'refunds-by-reason',
    type: 'ranking',
    axisTitle: common.reason,
    axis: refundReasons.map(({ reason }) => reason ?? told.otherReasons),
    series: [
      {
        name: told.refunded,
        unit: 'decimal',
        values: refundReasons.map(({ amount }) => yuanNumber(amount)),
      },
      {
        name: told.refunds,
        unit: 'count',
        isOnlyTold: true,
        values: refundReasons.map(({ count }) => count),
      },
    ],
  };
}

function queuesChart({ queues }: Trends, { overview: told, common, queueName }: Words): ChartData {
  const times = [...new Set(queues.flatMap(({ depths }) => depths.map(({ at }) => at)))].toSorted();
  return {
    title: told.queues,
    name: 'queue-depth',
    type: 'line',
    axisTitle: common.time,
    axis: times.map((at) => timeText(at).slice(5, 16)),
    series: queues.map(({ queue, depths }) => {
      const known = new Map(depths.map(({ at, depth }) => [at, depth]));
      const values = times.map((at) => known.get(at) ?? null);
      return { name: queueName[queue], unit: 'count', values };
    }),
  };
}
