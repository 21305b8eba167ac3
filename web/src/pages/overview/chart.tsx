import { DownloadOutlined } from '@ant-design/icons';
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { App, Button, Card } from 'antd';
import { useEffect, useRef } from 'react';
import { messageOf } from '../../api/problem-error.js';
import { type Look, useLook } from '../../frame/look.js';
import { useWords } from '../../words/words.js';
import type { ChartData } from './chart-data.js';
import { saveAsFile } from './chart-file.js';
import { ChartTable } from './chart-table.js';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

/** The library's own have too little contrast to each other in one of the looks. */
const COLORS: Readonly<Record<Look, readonly string[]>> = {
  light: ['#0958d9', '#fa8c16', '#389e0d', '#722ed1', '#08979c'],
  dark: ['#69b1ff', '#ffa940', '#73d13d', '#b37feb', '#36cfc9'],
};

/** A chart with its table behind it, and both as a file. */
export function Chart({ chart }: { readonly chart: ChartData }) {
  const { csv } = useWords();
  const { message } = App.useApp();
  const place = useRef<HTMLDivElement>(null);
  const look = useLook();
  const save = () => saveAsFile(chart).catch((error: unknown) => message.error(messageOf(error)));
  useEffect(() => {
    if (place.current === null) return;
    const drawn = init(place.current, look === 'dark' ? 'dark' : undefined);
    drawn.setOption(optionOf(chart, look));
    const watch = new ResizeObserver(() => drawn.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      drawn.dispose();
    };
  }, [look, chart]);
  const button = (
    <Button
      type="text"
      size="small"
      aria-label={`${csv}: ${chart.title}`}
      icon={<DownloadOutlined />}
      onClick={() => void save()}
    >
      CSV
    </Button>
  );
  return (
    <Card size="small" title={chart.title} extra={button}>
      <div ref={place} className="chart" role="img" aria-label={chart.title} />
      <ChartTable chart={chart} />
    </Card>
  );
}

function optionOf({ type, axis, series }: ChartData, look: Look) {
  const isRanking = type === 'ranking';
  const drawn = series.filter(({ isOnlyTold }) => isOnlyTold !== true);
  const labels = {
    type: 'category',
    data: [...axis],
    inverse: isRanking,
    axisLabel: isRanking ? { width: 120, overflow: 'truncate' } : {},
  };
  const values = { type: 'value', minInterval: drawn[0]?.unit === 'count' ? 1 : 0 };
  return {
    color: [...COLORS[look]],
    backgroundColor: 'transparent',
    animation: false,
    // A figure stands behind its bar, however short that is.
    grid: {
      left: 8,
      right: isRanking ? 64 : 16,
      top: drawn.length > 1 ? 32 : 12,
      bottom: 8,
      containLabel: true,
    },
    legend: { top: 0, show: drawn.length > 1 },
    // Drawn, not written into the page: the policy lets no styles in, and names are no markup.
    tooltip: { trigger: 'axis', renderMode: 'richText' },
    xAxis: isRanking ? values : labels,
    yAxis: isRanking ? labels : values,
    series: drawn.map((one) => ({
      name: one.name,
      type: type === 'line' ? 'line' : 'bar',
      ...(type === 'stack' ? { stack: 'all' } : {}),
      ...(isRanking ? { label: { show: true, position: 'right' }, barMaxWidth: 28 } : {}),
      showSymbol: false,
      data: [...one.values],
    })),
  };
}
