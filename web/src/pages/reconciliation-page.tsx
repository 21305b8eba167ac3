import { Space, type TableColumnsType, Typography } from 'antd';
import { api, type Schemas } from '../api/client.js';
import { dataOf } from '../api/problem-error.js';
import { ActionButton } from '../parts/action-button.js';
import { Page } from '../parts/page.js';
import { PagedTable } from '../parts/paged-table.js';
import { useUrlFilters } from '../parts/url-filters.js';
import { useWords } from '../words/words.js';
import { Discrepancies } from './discrepancies.js';
import { BillCalendar } from './reconciliation/bill-calendar.js';
import { BillState } from './reconciliation/bill-state.js';
import { DaySheet } from './reconciliation/day-sheet.js';
import { RunAgain } from './reconciliation/run-again.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

type Day = Schemas['Reconciliation'];

/** The days whose bills were held against the books, and what differed. */
export function ReconciliationPage() {
  const words = useWords();
  const { filters, setFilters } = useUrlFilters(['day', 'state'] as const);
  const day = DAY.test(filters.day ?? '') ? filters.day : undefined;
  const columns = useDayColumns((chosen) => setFilters({ day: chosen }));
  return (
    <Page title={words.menu.reconciliation}>
      <div className="stack">
        <BillCalendar day={day} onDay={(chosen) => setFilters({ day: chosen })} />
        {day === undefined ? <span>{words.billWork.noDay}</span> : <DaySheet day={day} />}
      </div>
      <Discrepancies filters={filters} onFilter={setFilters} />
      <Typography.Title level={2} style={{ fontSize: 18 }}>
        {words.reconciliation.days}
      </Typography.Title>
      <PagedTable
        title={words.reconciliation.days}
        queryKey={['reconciliations']}
        load={loadDays}
        columns={columns}
        rowKey={(one) => `${one.day} ${one.type}`}
      />
    </Page>
  );
}

function loadDays(cursor: string | undefined) {
  const query = cursor === undefined ? {} : { cursor };
  return dataOf(api.GET('/api/v1/reconciliations', { params: { query } }));
}

function useDayColumns(onDay: (day: string) => void): TableColumnsType<Day> {
  const { reconciliation: words, common, billType } = useWords();
  return [
    { title: words.day, key: 'day', dataIndex: 'day' },
    { title: words.bill, key: 'type', render: (_, { type }) => billType[type] },
    {
      title: common.state,
      key: 'state',
      render: (_, { state, openDiscrepancies }) => (
        <BillState state={state} open={openDiscrepancies} />
      ),
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
