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

type Webhook = Schemas['Webhook'];
type Delivery = Schemas['ListedDelivery'];

/** The addresses that hear of events, and what became of each delivery. */
export function WebhooksPage() {
  const words = useWords();
  const { filters, setFilters } = useUrlFilters(['state', 'webhookId'] as const);
  const endpointColumns = useEndpointColumns();
  const deliveryColumns = useDeliveryColumns();
  const load = (cursor: string | undefined) => {
    const query = { ...filters, ...(cursor === undefined ? {} : { cursor }) };
    return dataOf(api.GET('/api/v1/webhook-deliveries', { params: { query } }));
  };
  return (
    <Page title={words.menu.webhooks}>
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
  const { webhooks: words, common, webhookState } = useWords();
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
    { title: words.attempts, key: 'failures', align: 'right', dataIndex: 'failures' },
    { title: common.actions, key: 'actions', render: (_, one) => <Resume webhook={one} /> },
  ];
}

function Resume({ webhook }: { readonly webhook: Webhook }) {
  const words = useWords().webhooks;
  const [isOpen, open] = useState(false);
  if (webhook.state !== 'PAUSED') return null;
  const params = { path: { id: webhook.id } };
  return (
    <>
      <ActionButton needs="webhooks.manage" label={words.resume} onClick={() => open(true)} />
      {isOpen ? (
        <Dialog
          title={words.resume}
          will={words.resendWill}
          isReady
          act={() => dataOf(api.POST('/api/v1/webhooks/{id}/resume', { params }))}
          onClose={() => open(false)}
        />
      ) : null}
    </>
  );
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
      render: (_, one) => <Resend delivery={one} />,
    },
  ];
}

function answerText(last: Delivery['tries'][number] | undefined): string {
  if (last === undefined) return '–';
  return `${last.status ?? ''} ${last.error ?? ''} ${last.answer}`.trim();
}

function Resend({ delivery }: { readonly delivery: Delivery }) {
  const words = useWords().webhooks;
  const [isOpen, open] = useState(false);
  if (delivery.state === 'PENDING') return null;
  const params = { path: { id: delivery.webhookId, deliveryId: delivery.id } };
  const resend = () =>
    dataOf(api.POST('/api/v1/webhooks/{id}/deliveries/{deliveryId}/resend', { params }));
  return (
    <Space>
      <ActionButton needs="webhooks.manage" label={words.resend} onClick={() => open(true)} />
      {isOpen ? (
        <Dialog
          title={words.resend}
          will={words.resendWill}
          isReady
          act={resend}
          onClose={() => open(false)}
        />
      ) : null}
    </Space>
  );
}
