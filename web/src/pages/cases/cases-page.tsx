import { Checkbox, Space } from 'antd';
import { api, type Schemas } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import type { RowColumn } from '../../parts/data-table.js';
import { timeText, yuanText } from '../../parts/format.js';
import { OrderLink } from '../../parts/order-link.js';
import { oneOf } from '../../parts/one-of.js';
import { Page } from '../../parts/page.js';
import { PagedTable } from '../../parts/paged-table.js';
import { StateTabs } from '../../parts/state-tabs.js';
import { StateTag } from '../../parts/state-tag.js';
import { useUrlFilters } from '../../parts/url-filters.js';
import { useWords } from '../../words/words.js';
import { CaseActions } from './case-actions.js';

type Case = Schemas['AfterSale'];

/** What buyers ask for after the sale, and what the shop answers. */
export function CasesPage() {
  const words = useWords();
  const { filters, setFilters } = useUrlFilters(['state', 'needs'] as const);
  const needs = oneOf({ attention: null }, filters.needs);
  const load = (cursor: string | undefined) => {
    const query = {
      ...(filters.state === undefined ? {} : { state: filters.state }),
      ...(needs === undefined ? {} : { needs }),
      ...(cursor === undefined ? {} : { cursor }),
    };
    return dataOf(api.GET('/api/v1/after-sales', { params: { query } }));
  };
  return (
    <Page title={words.menu.cases}>
      <StateTabs
        label={words.common.state}
        words={words.afterSaleState}
        value={filters.state}
        onChange={(state) => setFilters({ state })}
      />
      <div className="filters">
        <Checkbox
          checked={needs !== undefined}
          onChange={({ target }) => setFilters({ needs: target.checked ? 'attention' : undefined })}
        >
          {words.cases.needs}
        </Checkbox>
      </div>
      <PagedTable
        title={words.menu.cases}
        queryKey={['cases', filters]}
        load={load}
        columns={useColumns()}
        rowKey={({ id }) => id}
      />
    </Page>
  );
}

function useColumns(): readonly RowColumn<Case>[] {
  const { cases, common, afterSaleState, afterSaleType } = useWords();
  return [
    {
      title: common.time,
      key: 'time',
      under: 'orderNo',
      render: (_, { createdAt }) => timeText(createdAt),
    },
    {
      title: common.orderNo,
      key: 'orderNo',
      render: (_, { orderNo }) => <OrderLink orderNo={orderNo} />,
    },
    { title: common.kind, key: 'type', render: (_, { type }) => afterSaleType[type] },
    {
      title: common.state,
      key: 'state',
      render: (_, { state }) => <StateTag state={state} words={afterSaleState[state]} />,
    },
    {
      title: common.amount,
      key: 'amount',
      align: 'right',
      render: (_, { amount }) => yuanText(amount),
    },
    {
      title: cases.goods,
      key: 'goods',
      render: (_, one) => <Goods lines={one.lines} />,
    },
    {
      title: common.reason,
      key: 'reason',
      render: (_, one) => <span className="wrap">{whyText(one)}</span>,
    },
    {
      title: cases.parcel,
      key: 'parcel',
      under: 'goods',
      render: (_, { carrier, trackingNumber }) =>
        carrier === null ? null : (
          <span className="wrap">{`${carrier} ${trackingNumber ?? ''}`.trim()}</span>
        ),
    },
    {
      title: cases.answerDue,
      key: 'answerDue',
      under: 'state',
      render: (_, { state, answerDueAt }) => (state === 'APPLIED' ? timeText(answerDueAt) : null),
    },
    { title: common.actions, key: 'actions', render: (_, one) => <CaseActions of={one} /> },
  ];
}

function Goods({ lines }: Pick<Case, 'lines'>) {
  return (
    <Space orientation="vertical" size={0} className="wrap">
      {lines.map(({ lineId, name, count }) => (
        <span key={lineId}>{`${name} × ${count}`}</span>
      ))}
    </Space>
  );
}

function whyText({ reason, description, rejectReason }: Case): string {
  const asked = description === '' ? reason : `${reason}: ${description}`;
  return rejectReason === null ? asked : `${asked} → ${rejectReason}`;
}
