import type { Schemas } from '../../api/client.js';
import type { Words } from '../../words/en.js';
import type { ChartData } from './chart-data.js';

/** Good enough for a picture: sums of a shop are far from where numbers lose fen. Pure. */
export function yuanNumber(amount: string | undefined): number | null {
  return amount === undefined ? null : Number(amount);
}

/** Money by hour and by day. Pure. */
export function moneyCharts({ hours, days }: Schemas['Overview'], words: Words): ChartData[] {
  const told = words.overview;
  return [
    {
      title: told.hours,
      name: 'paid-by-hour',
      type: 'line',
      axisTitle: told.hour,
      axis: hours.map(({ hour }) => `${hour}:00`),
      series: [
        {
          name: told.today,
          unit: 'decimal',
          values: hours.map(({ today }) => yuanNumber(today?.paidAmount)),
        },
        {
          name: told.yesterday,
          unit: 'decimal',
          values: hours.map((one) => yuanNumber(one.yesterday.paidAmount)),
        },
      ],
    },
    {
      title: told.days,
      name: 'money-by-day',
      type: 'bar',
      axisTitle: told.day,
      axis: days.map(({ day }) => day.slice(5)),
      series: [
        {
          name: told.paid,
          unit: 'decimal',
          values: days.map(({ paidAmount }) => yuanNumber(paidAmount)),
        },
        {
          name: told.refunded,
          unit: 'decimal',
          values: days.map(({ refundedAmount }) => yuanNumber(refundedAmount)),
        },
        { name: told.orders, unit: 'count', isOnlyTold: true, values: days.map((d) => d.orders) },
      ],
    },
  ];
}
