import { Space, type TableColumnsType, Typography } from 'antd';
import { useState } from 'react';
import { api, type Schemas } from '../api/client.js';
import { dataOf } from '../api/problem-error.js';
import { ActionButton } from '../parts/action-button.js';
import { Dialog } from '../parts/dialog.js';
import { Page } from '../parts/page.js';
import { PagedTable } from '../parts/paged-table.js';
import { StateTag } from '../parts/state-tag.js';
import { useUrlFilters } from '../parts/url-filters.js';
import { useWords } from '../words/words.js';
import { Discrepancies } from './discrepancies.js';

type Day = Schemas['Reconciliation'];

/** The days whose bills were held against the books, and what differed. */
export function ReconciliationPage() {
  const words = useWords();
  const { filters, setFilters } = useUrlFilters(['day', 'state'] as const);
  const columns = useDayColumns((day) => setFilters({ day }));
  return (
    <Page title={words.menu.reconciliation}>
      <Discrepancies filters={filters} onFilter={setFilters} />
      <Typography.Title level={2} style={{ fontSize: 18 }}>
        {words.reconciliation.days}
      </Typography.Title>
      <PagedTable
        title={words.reconciliation.days}
        queryKey={['reconciliations']}
        load={loadDays}
        columns={columns}
        rowKey={({ day, type }) => `${day} ${type}`}
      />
    </Page>
  );
}

function loadDays(cursor: string | undefined) {
  const query = cursor === undefined ? {} : { cursor };
  return dataOf(api.GET('/api/v1/reconciliations', { params: { query } }));
}

function useDayColumns(onDay: (day: string) => void): TableColumnsType<Day> {
  const { reconciliation: words, common, billState } = useWords();
  return [
    { title: words.day, key: 'day', dataIndex: 'day' },
    { title: words.bill, key: 'type', dataIndex: 'type' },
    {
      title: common.state,
      key: 'state',
      render: (_, { state }) => <StateTag state={state} words={billState[state]} />,
    },
    {
      title: common.actions,
      key: 'actions',
      render: (_, { day }) => (
        <Space>
          <ActionButton
            needs="reconciliation.read"
            label={words.discrepancies}
            onClick={() => onDay(day)}
          />
          <RunAgain day={day} />
        </Space>
      ),
    },
  ];
}

function RunAgain({ day }: { readonly day: string }) {
  const words = useWords().reconciliation;
  const [isOpen, open] = useState(false);
  const run = () => dataOf(api.POST('/api/v1/reconciliations', { body: { date: day } }));
  return (
    <>
      <ActionButton needs="reconciliation.run" label={words.run} onClick={() => open(true)} />
      {isOpen ? (
        <Dialog
          title={words.run}
          will={words.runWill(day)}
          isReady
          act={run}
          onClose={() => open(false)}
        />
      ) : null}
    </>
  );
}
