import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { api, type Schemas } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import { Page } from '../../parts/page.js';
import { PageState, Pending } from '../../parts/page-state.js';
import { useWords } from '../../words/words.js';
import { Needs } from './needs.js';
import { Sums } from './sums.js';

const REFRESH_MS = 30_000;

/** Tables and charts are heavy, and the figures are of use without them. */
const Details = lazy(async () => ({ default: (await import('./details.js')).Details }));

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
  const { isComplete, needs, recorded, today, yesterday } = overview;
  return (
    <div className="stack">
      {isComplete ? null : (
        <p role="status" className="card">
          {words.incomplete}
        </p>
      )}
      <Needs needs={needs} recorded={recorded} />
      <Sums today={today} yesterday={yesterday} />
      <Suspense fallback={<Pending />}>
        <Details overview={overview} />
      </Suspense>
    </div>
  );
}
