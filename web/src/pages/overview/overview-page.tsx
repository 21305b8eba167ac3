import { useQuery } from '@tanstack/react-query';
import { Alert, Card } from 'antd';
import { lazy, Suspense } from 'react';
import { api, type Schemas } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import { Page } from '../../parts/page.js';
import { PageState } from '../../parts/page-state.js';
import { WhenSeen } from '../../parts/when-seen.js';
import { useWords } from '../../words/words.js';
import { Needs } from './needs.js';
import { Sums } from './sums.js';

const REFRESH_MS = 30_000;

/** Tables and charts are heavy, and the figures are of use without them. */
const Recorded = lazy(async () => ({ default: (await import('./recorded.js')).Recorded }));
const Charts = lazy(async () => ({ default: (await import('./charts.js')).Charts }));

/** Today beside yesterday, what waits for somebody, and how payments are learned of. */
export function OverviewPage() {
  const words = useWords();
  const query = useQuery({
    queryKey: ['overview'],
    queryFn: () => dataOf(api.GET('/api/v1/overview')),
    refetchInterval: REFRESH_MS,
  });
  return (
    <Page title={words.menu.overview}>
      <PageState query={query}>
        {query.data === undefined ? null : <Figures overview={query.data} />}
      </PageState>
    </Page>
  );
}

function Figures({ overview }: { readonly overview: Schemas['Overview'] }) {
  const words = useWords().overview;
  return (
    <div className="stack">
      {overview.isComplete ? null : <Alert type="warning" title={words.incomplete} />}
      <Needs needs={overview.needs} />
      <Sums today={overview.today} yesterday={overview.yesterday} />
      <Suspense fallback={<Card loading />}>
        <Recorded recorded={overview.recorded} />
        {/* While the table is not there, the charts' place is where a phone already shows it. */}
        <WhenSeen before={<Card loading />}>
          <Suspense fallback={<Card loading />}>
            <Charts overview={overview} />
          </Suspense>
        </WhenSeen>
      </Suspense>
    </div>
  );
}
