import { Input } from 'antd';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem-error.js';
import { ExportButton } from '../parts/export-button.js';
import { Page } from '../parts/page.js';
import { PagedTable } from '../parts/paged-table.js';
import { StateTabs } from '../parts/state-tabs.js';
import { useUrlFilters } from '../parts/url-filters.js';
import { useWords } from '../words/words.js';
import { useRefundColumns } from './refund-columns.js';

const FILTERS = ['state', 'q', 'waitsFor'] as const;

/** The refunds of all orders, by their states. */
export function RefundsPage() {
  const words = useWords();
  const { filters, setFilters } = useUrlFilters(FILTERS);
  const columns = useRefundColumns();
  const load = (cursor: string | undefined) => {
    const query = { ...filters, ...(cursor === undefined ? {} : { cursor }) };
    return dataOf(api.GET('/api/v1/refunds', { params: { query } }));
  };
  return (
    <Page title={words.menu.refunds}>
      <StateTabs
        label={words.common.state}
        words={words.refundState}
        value={filters.state}
        onChange={(state) => setFilters({ state })}
      />
      <div className="filters">
        <Input.Search
          key={filters.q ?? ''}
          allowClear
          aria-label={words.orders.q}
          placeholder={words.common.orderNo}
          defaultValue={filters.q ?? ''}
          style={{ width: 280 }}
          onSearch={(text) => setFilters({ q: text.trim() })}
        />
        <ExportButton of="refunds" filters={filters} />
      </div>
      <PagedTable
        title={words.menu.refunds}
        queryKey={['refunds', filters]}
        load={load}
        columns={columns}
        rowKey={({ id }) => id}
      />
    </Page>
  );
}
