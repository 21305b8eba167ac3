import { useQuery } from '@tanstack/react-query';
import { Card, Empty } from 'antd';
import { useMemo } from 'react';
import { api, type Schemas } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import { PageState } from '../../parts/page-state.js';
import { useWords } from '../../words/words.js';
import { Chart } from './chart.js';
import type { ChartData } from './chart-data.js';
import { moneyCharts } from './money-charts.js';
import { trendCharts } from './trend-charts.js';

const REFRESH_MS = 60_000;

/** What is looked at rather than read, each chart with its table behind it. */
export function Charts({ overview }: { readonly overview: Schemas['Overview'] }) {
  const words = useWords();
  const query = useQuery({
    queryKey: ['trends'],
    queryFn: () => dataOf(api.GET('/api/v1/overview/trends')),
    refetchInterval: REFRESH_MS,
  });
  const money = useMemo(() => moneyCharts(overview, words), [overview, words]);
  const trends = useMemo(
    () => (query.data === undefined ? [] : trendCharts(query.data, words)),
    [query.data, words],
  );
  return (
    <div className="charts">
      {money.map((chart) => (
        <Chart key={chart.name} chart={chart} />
      ))}
      <PageState query={query}>
        {trends.map((chart) => (
          <MaybeEmpty key={chart.name} chart={chart} />
        ))}
      </PageState>
    </div>
  );
}

function MaybeEmpty({ chart }: { readonly chart: ChartData }) {
  const words = useWords().state;
  if (chart.axis.length > 0) return <Chart chart={chart} />;
  return (
    <Card size="small" title={chart.title}>
      <Empty description={words.empty} image={Empty.PRESENTED_IMAGE_SIMPLE} />
    </Card>
  );
}
