import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card } from 'antd';
import { api, type Schemas } from '../api/client.js';
import { dataOf } from '../api/problem-error.js';
import { Page } from '../parts/page.js';
import { PageState } from '../parts/page-state.js';
import { useLanguage } from '../words/language.js';
import { useWords } from '../words/words.js';
import { SystemFacts } from './system/system-facts.js';

const LOOKS = { good: 'success', wrong: 'error', note: 'warning' } as const;

/** What the doctor finds: keys, gateway, addresses, processes, servers. */
export function DoctorPage() {
  const words = useWords();
  const language = useLanguage();
  const query = useQuery({
    queryKey: ['doctor', language],
    queryFn: () => dataOf(api.GET('/api/v1/doctor')),
    staleTime: 60_000,
  });
  return (
    <Page title={words.menu.doctor}>
      <p>
        <Button loading={query.isFetching} onClick={() => void query.refetch()}>
          {words.common.refresh}
        </Button>
      </p>
      <PageState query={query}>
        <div className="stack">
          {query.data?.checks.map(({ name, title, findings }) => (
            <Card key={name} size="small" title={title}>
              <div className="stack">
                {findings.map((finding) => (
                  <Finding key={finding.saw} finding={finding} />
                ))}
              </div>
            </Card>
          ))}
        </div>
      </PageState>
      <div className="stack below">
        <SystemFacts />
      </div>
    </Page>
  );
}

function Finding({ finding }: { readonly finding: Schemas['DoctorFinding'] }) {
  const { verdict, saw, wrong, remedy } = finding;
  const told = [wrong, remedy].flatMap((one) => (one === null ? [] : [one]));
  const description = told.length === 0 ? undefined : told.join(' ');
  return <Alert showIcon type={LOOKS[verdict]} title={saw} description={description} />;
}
