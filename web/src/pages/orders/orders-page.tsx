import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { api } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import { ExportButton } from '../../parts/export-button.js';
import { Page } from '../../parts/page.js';
import { PagedTable } from '../../parts/paged-table.js';
import { oneOf } from '../../parts/one-of.js';
import { useUrlFilters } from '../../parts/url-filters.js';
import type { Words } from '../../words/en.js';
import { useWords } from '../../words/words.js';
import { useOrderColumns } from './order-columns.js';

const FILTERS = ['q', 'state', 'createdFrom', 'createdTo', 'needs', 'userId'] as const;
const DAY = 'YYYY-MM-DD';

type Filters = Partial<Record<(typeof FILTERS)[number], string>>;

/** All orders, and those that a filter finds. */
export function OrdersPage() {
  const words = useWords();
  const { filters } = useUrlFilters(FILTERS);
  const columns = useOrderColumns();
  return (
    <Page title={words.menu.orders}>
      <OrderFilters />
      <PagedTable
        title={words.menu.orders}
        queryKey={['orders', filters]}
        load={(cursor) => loadOrders(filters, oneOf(words.orderNeed, filters.needs), cursor)}
        columns={columns}
        rowKey={({ orderNo }) => orderNo}
      />
    </Page>
  );
}

function loadOrders(
  { needs: _needs, ...filters }: Filters,
  needs: keyof Words['orderNeed'] | undefined,
  cursor: string | undefined,
) {
  const query = {
    ...filters,
    ...(needs === undefined ? {} : { needs }),
    ...(cursor === undefined ? {} : { cursor }),
  };
  return dataOf(api.GET('/api/v1/orders', { params: { query } }));
}

function optionsOf(table: Readonly<Record<string, string>>) {
  return Object.entries(table).map(([value, label]) => ({ value, label }));
}

function OrderFilters() {
  const { orders, orderState, orderNeed, common } = useWords();
  const { filters, setFilters, reset } = useUrlFilters(FILTERS);
  const { q = '', state, createdFrom, createdTo, needs } = filters;
  const days: [dayjs.Dayjs | null, dayjs.Dayjs | null] = [
    createdFrom === undefined ? null : dayjs(createdFrom),
    createdTo === undefined ? null : dayjs(createdTo),
  ];
  return (
    <div className="filters">
      <Input.Search
        key={q}
        allowClear
        aria-label={orders.q}
        placeholder={orders.q}
        defaultValue={q}
        style={{ width: 330 }}
        onSearch={(text) => setFilters({ q: text.trim() })}
      />
      <Select
        mode="multiple"
        aria-label={common.state}
        placeholder={common.state}
        style={{ minWidth: 160 }}
        options={optionsOf(orderState)}
        value={state?.split(',') ?? []}
        onChange={(states: string[]) => setFilters({ state: states.join(',') })}
      />
      <DatePicker.RangePicker
        aria-label={orders.created}
        allowEmpty={[true, true]}
        value={days}
        onChange={(range) =>
          setFilters({ createdFrom: range?.[0]?.format(DAY), createdTo: range?.[1]?.format(DAY) })
        }
      />
      <Select
        allowClear
        aria-label={orders.attention}
        placeholder={orders.attention}
        style={{ minWidth: 140 }}
        options={optionsOf(orderNeed)}
        value={oneOf(orderNeed, needs) ?? null}
        onChange={(need: string | null) => setFilters({ needs: need ?? undefined })}
      />
      <Button onClick={reset}>{common.reset}</Button>
      <ExportButton of="orders" filters={filters} />
    </div>
  );
}
