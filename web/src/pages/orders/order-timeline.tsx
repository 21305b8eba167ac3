import { useQuery } from '@tanstack/react-query';
import { Alert, Timeline, Typography } from 'antd';
import { api, type Schemas } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import { timeText } from '../../parts/format.js';
import { PageState } from '../../parts/page-state.js';
import { useLanguage } from '../../words/language.js';
import { useWords } from '../../words/words.js';

/** All that happened to an order, and what each sentence rests on. */
export function OrderTimeline({ orderNo }: { readonly orderNo: string }) {
  const language = useLanguage();
  const params = { path: { orderNo } };
  const query = useQuery({
    queryKey: ['timeline', orderNo, language],
    queryFn: () => dataOf(api.GET('/api/v1/orders/{orderNo}/timeline', { params })),
  });
  const items = query.data?.items.map((item, index) => ({
    key: String(index),
    content: <Entry item={item} />,
  }));
  return (
    <PageState query={query}>
      <div className="stack">
        <Alert type="info" title={query.data?.summary} />
        <Timeline items={items ?? []} />
      </div>
    </PageState>
  );
}

function Entry({ item }: { readonly item: Schemas['TimelineEntry'] }) {
  const words = useWords().orders;
  return (
    <>
      <Typography.Text type="secondary">{timeText(item.time)}</Typography.Text>
      <div className="wrap">{item.text}</div>
      {item.facts === undefined ? null : (
        <details>
          <summary>{words.facts}</summary>
          <pre className="facts">{JSON.stringify(item.facts, null, 2)}</pre>
        </details>
      )}
    </>
  );
}
