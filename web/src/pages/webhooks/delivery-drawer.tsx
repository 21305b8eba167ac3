import { useQuery } from '@tanstack/react-query';
import { Drawer, Typography } from 'antd';
import { api, type Schemas } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import { timeText } from '../../parts/format.js';
import { PageState } from '../../parts/page-state.js';
import { useWords } from '../../words/words.js';

interface Props {
  readonly delivery: Pick<Schemas['ListedDelivery'], 'id' | 'webhookId'>;
  readonly onClose: () => void;
}

/** A delivery with what is sent, and each try with its answer. */
export function DeliveryDrawer({ delivery, onClose }: Props) {
  const { hookWork: words } = useWords();
  const { id: deliveryId, webhookId: id } = delivery;
  const params = { path: { id, deliveryId } };
  const query = useQuery({
    queryKey: ['delivery', deliveryId],
    queryFn: () => dataOf(api.GET('/api/v1/webhooks/{id}/deliveries/{deliveryId}', { params })),
  });
  return (
    <Drawer open title={words.details} onClose={onClose}>
      <PageState query={query}>
        {query.data === undefined ? null : <Parts delivery={query.data} />}
      </PageState>
    </Drawer>
  );
}

function Parts({ delivery }: { readonly delivery: Schemas['DeliveryDetail'] }) {
  const { hookWork: words } = useWords();
  const { url, body, tries } = delivery;
  return (
    <>
      <Typography.Title level={2} style={{ fontSize: 16 }}>
        {words.request}
      </Typography.Title>
      <div className="wrap">POST {url}</div>
      <pre className="facts">{body === null ? words.gone : indented(body)}</pre>
      <Typography.Title level={2} style={{ fontSize: 16 }}>
        {words.tries}
      </Typography.Title>
      {tries.map(({ at, ms, status, error, answer }) => (
        <div key={at}>
          <div>{`${timeText(at)} · ${ms} ms · ${status ?? error ?? '–'}`}</div>
          <pre className="facts">{answer}</pre>
        </div>
      ))}
    </>
  );
}

function indented(json: string): string {
  return JSON.stringify(JSON.parse(json), null, 2);
}
