import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { Card } from 'antd';
import { useEffect, useRef } from 'react';
import type { Schemas } from '../../api/client.js';
import { useLook } from '../../frame/look.js';
import { useWords } from '../../words/words.js';
import { ChartTable } from './chart-table.js';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

interface Series {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

interface ChartProps {
  readonly title: string;
  readonly type: 'line' | 'bar';
  readonly axis: readonly string[];
  readonly series: readonly Series[];
}

/** Money by hour and by day, each with its table behind it. */
export function Charts({ overview }: { readonly overview: Schemas['Overview'] }) {
  const words = useWords().overview;
  const { hours, days } = overview;
  return (
    <>
      <Chart
        title={words.hours}
        type="line"
        axis={hours.map(({ hour }) => `${hour}:00`)}
        series={[
          { name: words.today, values: hours.map(({ today }) => yuan(today?.paidAmount)) },
          { name: words.yesterday, values: hours.map((one) => yuan(one.yesterday.paidAmount)) },
        ]}
      />
      <Chart
        title={words.days}
        type="bar"
        axis={days.map(({ day }) => day.slice(5))}
        series={[
          { name: words.paid, values: days.map(({ paidAmount }) => yuan(paidAmount)) },
          { name: words.refunded, values: days.map(({ refundedAmount }) => yuan(refundedAmount)) },
        ]}
      />
    </>
  );
}

/** Good enough for a picture; what counts stands in the table. */
function yuan(amount: string | undefined): number | null {
  return amount === undefined ? null : Number(amount);
}

function Chart({ title, type, axis, series }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const look = useLook();
  useEffect(() => {
    if (place.current === null) return;
    const chart = init(place.current, look === 'dark' ? 'dark' : undefined);
    chart.setOption({
      backgroundColor: 'transparent',
      animation: false,
      grid: { left: 8, right: 8, top: 32, bottom: 8, containLabel: true },
      legend: { top: 0 },
      // Drawn, not written into the page: the policy lets no styles in, and names are no markup.
      tooltip: { trigger: 'axis', renderMode: 'richText' },
      xAxis: { type: 'category', data: [...axis] },
      yAxis: { type: 'value' },
      series: series.map(({ name, values }) => ({ name, type, data: [...values] })),
    });
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [look, type, axis, series]);
  return (
    <Card size="small" title={title}>
      <div ref={place} className="chart" role="img" aria-label={title} />
      <ChartTable title={title} axis={axis} series={series} />
    </Card>
  );
}
