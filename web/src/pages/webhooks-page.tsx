import { Space, type TableColumnsType, Typography } from 'antd';
import { useState } from 'react';
import { api, type Schemas } from '../api/client.js';
import { dataOf } from '../api/problem-error.js';
import { ActionButton } from '../parts/action-button.js';
import { Dialog } from '../parts/dialog.js';
import { timeText } from '../parts/format.js';
import { Page } from '../parts/page.js';
import { PagedTable } from '../parts/paged-table.js';
import { StateTabs } from '../parts/state-tabs.js';
import { StateTag } from '../parts/state-tag.js';
import { useUrlFilters } from '../parts/url-filters.js';
import { useWords } from '../words/words.js';
import { DeliveryDrawer } from './webhooks/delivery-drawer.js';
import { WebhookActions } from './webhooks/webhook-actions.js';
import { WebhookForm } from './webhooks/webhook-form.js';

type Webhook = Schemas['Webhook'];
type Delivery = Schemas['ListedDelivery'];

/** The addresses that hear of events, and what became of each delivery. */
export function WebhooksPage() {
  const words = useWords();
  const [isAdding, add] = useState(false);
  const { filters, setFilters } = useUrlFilters(['state', 'webhookId'] as const);
  const endpointColumns = useEndpointColumns();
  const deliveryColumns = useDeliveryColumns();
  const load = (cursor: string | undefined) => {
    const query = { ...filters, ...(cursor === undefined ? {} : { cursor }) };
    return dataOf(api.GET('/api/v1/webhook-deliveries', { params: { query } }));
  };
  return (
    <Page title={words.menu.webhooks}>
      <p>
        <ActionButton
          needs="webhooks.manage"
          label={words.hookWork.add}
          onClick={() => add(true)}
        />
      </p>
      {isAdding ? <WebhookForm onClose={() => add(false)} /> : null}
      <PagedTable
        title={words.menu.webhooks}
        queryKey={['webhooks']}
        load={() => dataOf(api.GET('/api/v1/webhooks'))}
        columns={endpointColumns}
        rowKey={({ id }) => id}
      />
      <Typography.Title level={2} style={{ fontSize: 18 }}>
        {words.webhooks.deliveries}
      </Typography.Title>
      <StateTabs
        label={words.common.state}
        words={words.deliveryState}
        value={filters.state}
        onChange={(state) => setFilters({ state })}
      />
      <PagedTable
        title={words.webhooks.deliveries}
        queryKey={['deliveries', filters]}
        load={load}
        columns={deliveryColumns}
        rowKey={({ id }) => id}
      />
    </Page>
  );
}

function useEndpointColumns(): TableColumnsType<Webhook> {
  const { webhooks: words, common, webhookState, hookWork } = useWords();
  return [
    {
      title: words.url,
      key: 'url',
      render: (_, { url }) => <span className="wrap">{url}</span>,
    },
    {
      title: common.state,
      key: 'state',
      render: (_, { state }) => <StateTag state={state} words={webhookState[state]} />,
    },
    {
      title: words.events,
      key: 'types',
      width: 240,
      render: (_, { types }) => <span className="wrap">{types.join(', ')}</span>,
    },
    { title: hookWork.failing, key: 'failures', align: 'right', dataIndex: 'failures' },
    { title: common.actions, key: 'actions', render: (_, one) => <WebhookActions webhook={one} /> },
  ];
}

function useDeliveryColumns(): TableColumnsType<Delivery> {
  const { webhooks: words, common, deliveryState } = useWords();
  return [
    { title: common.time, key: 'time', render: (_, { createdAt }) => timeText(createdAt) },
    { title: words.event, key: 'type', dataIndex: 'type' },
    {
      title: common.state,
      key: 'state',
      render: (_, { state }) => <StateTag state={state} words={deliveryState[state]} />,
    },
    { title: words.attempts, key: 'attempts', align: 'right', dataIndex: 'attempts' },
    {
      title: words.status,
      key: 'answer',
      render: (_, { tries }) => <span className="wrap">{answerText(tries.at(-1))}</span>,
    },
    {
      title: common.actions,
      key: 'actions',
      render: (_, one) => <DeliveryActions delivery={one} />,
    },
  ];
}

function answerText(last: Delivery['tries'][number] | undefined): string {
  if (last === undefined) return '–';
  return `${last.status ?? ''} ${last.error ?? ''} ${last.answer}`.trim();
}

function DeliveryActions({ delivery }: { readonly delivery: Delivery }) {
  const { webhooks: words, hookWork } = useWords();
  const [act, choose] = useState<'show' | 'resend' | null>(null);
  const params = { path: { id: delivery.webhookId, deliveryId: delivery.id } };
  const resend = () =>
    dataOf(api.POST('/api/v1/webhooks/{id}/deliveries/{deliveryId}/resend', { params }));
  const close = () => choose(null);
  return (
    <Space>
      <ActionButton needs="webhooks.read" label={hookWork.details} onClick={() => choose('show')} />
      {delivery.waits ? null : (
        <ActionButton
          needs="webhooks.manage"
          label={words.resend}
          onClick={() => choose('resend')}
        />
      )}
      {act === 'show' ? <DeliveryDrawer delivery={delivery} onClose={close} /> : null}
      {act === 'resend' ? (
        <Dialog title={words.resend} will={words.resendWill} isReady act={resend} onClose={close} />
      ) : null}
    </Space>
  );
}
