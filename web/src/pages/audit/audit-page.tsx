import { Button, DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import { api, type Schemas } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import type { RowColumn } from '../../parts/data-table.js';
import { timeText } from '../../parts/format.js';
import { oneOf } from '../../parts/one-of.js';
import { Page } from '../../parts/page.js';
import { PagedTable } from '../../parts/paged-table.js';
import { useUrlFilters } from '../../parts/url-filters.js';
import { useWords } from '../../words/words.js';
import { changeText } from './audit-facts.js';
import { AuditedObject } from './audited-object.js';

const FILTERS = ['who', 'what', 'object', 'from', 'to'] as const;
const DAY = 'YYYY-MM-DD';

type Filters = Partial<Record<(typeof FILTERS)[number], string>>;
type Entry = Schemas['AuditEntry'];

/** Who did what, to what, when, from where and why. */
export function AuditPage() {
  const words = useWords();
  const { filters } = useUrlFilters(FILTERS);
  return (
    <Page title={words.menu.audit}>
      <AuditFilters />
      <PagedTable
        title={words.menu.audit}
        queryKey={['audit', filters]}
        load={(cursor) => loadEntries(filters, cursor)}
        columns={useColumns()}
        rowKey={({ id }) => id}
      />
    </Page>
  );
}

/** Days of the shop are days in China, both of a period within it. */
function loadEntries({ from, to, ...filters }: Filters, cursor: string | undefined) {
  const query = {
    ...filters,
    ...(from === undefined ? {} : { from: `${from}T00:00:00+08:00` }),
    ...(to === undefined ? {} : { to: `${dayjs(to).add(1, 'day').format(DAY)}T00:00:00+08:00` }),
    ...(cursor === undefined ? {} : { cursor }),
  };
  return dataOf(api.GET('/api/v1/audit', { params: { query } }));
}

function AuditFilters() {
  const { audit, common } = useWords();
  const { filters, setFilters, reset } = useUrlFilters(FILTERS);
  const { from, to } = filters;
  const texts = [
    ['who', audit.who, 135],
    ['what', audit.whatExample, 265],
    ['object', audit.objectExample, 235],
  ] as const;
  return (
    <div className="filters">
      {texts.map(([name, label, width]) => (
        <Input.Search
          key={`${name} ${filters[name] ?? ''}`}
          allowClear
          aria-label={label}
          placeholder={label}
          defaultValue={filters[name] ?? ''}
          style={{ width }}
          onSearch={(text) => setFilters({ [name]: text.trim() })}
        />
      ))}
      <DatePicker.RangePicker
        aria-label={audit.period}
        allowEmpty={[true, true]}
        value={[from === undefined ? null : dayjs(from), to === undefined ? null : dayjs(to)]}
        onChange={(range) =>
          setFilters({ from: range?.[0]?.format(DAY), to: range?.[1]?.format(DAY) })
        }
      />
      <Button onClick={reset}>{common.reset}</Button>
    </div>
  );
}

function useColumns(): readonly RowColumn<Entry>[] {
  const words = useWords();
  const { audit, common, acts, role: roles } = words;
  // The command line has no role.
  const roleText = (role: string) => {
    const known = oneOf(roles, role);
    return known === undefined ? role : roles[known];
  };
  return [
    { title: common.time, key: 'at', render: (_, { at }) => timeText(at) },
    { title: audit.who, key: 'who', render: (_, { who, role }) => `${who} (${roleText(role)})` },
    {
      title: audit.what,
      key: 'what',
      render: (_, { what }) => <span title={what}>{acts[what] ?? what}</span>,
    },
    {
      title: audit.object,
      key: 'object',
      under: 'what',
      render: (_, entry) => <AuditedObject entry={entry} />,
    },
    {
      title: audit.change,
      key: 'change',
      render: (_, entry) => <span className="wrap-wide">{changeText(entry, words)}</span>,
    },
    {
      title: common.reason,
      key: 'reason',
      render: (_, { reason }) => <span className="wrap">{reason ?? '–'}</span>,
    },
    {
      title: audit.from,
      key: 'via',
      under: 'who',
      render: (_, { via, address }) =>
        [audit.via[via], address].filter((one) => one !== null).join(' '),
    },
  ];
}
