import { api, type Schemas } from '../api/client.js';
import { dataOf } from '../api/problem-error.js';
import type { RowColumn } from '../parts/data-table.js';
import { ExportButton } from '../parts/export-button.js';
import { timeText, yuanText } from '../parts/format.js';
import { Page } from '../parts/page.js';
import { PagedTable } from '../parts/paged-table.js';
import { StateTabs } from '../parts/state-tabs.js';
import { StateTag } from '../parts/state-tag.js';
import { useUrlFilters } from '../parts/url-filters.js';
import { useWords } from '../words/words.js';
import { IncidentDecision } from './incidents/incident-decision.js';

const FILTERS = ['state', 'kind', 'q'] as const;

type Incident = Schemas['Incident'];

/** Money that belongs to no order as it should, and what is decided about it. */
export function IncidentsPage() {
  const words = useWords();
  const { filters, setFilters } = useUrlFilters(FILTERS);
  const columns = useIncidentColumns();
  const load = (cursor: string | undefined) => {
    const query = { ...filters, ...(cursor === undefined ? {} : { cursor }) };
    return dataOf(api.GET('/api/v1/incidents', { params: { query } }));
  };
  return (
    <Page title={words.menu.incidents}>
      <StateTabs
        label={words.common.state}
        words={words.incidentState}
        value={filters.state}
        onChange={(state) => setFilters({ state })}
      />
      <div className="filters">
        <ExportButton of="incidents" filters={filters} />
      </div>
      <PagedTable
        title={words.menu.incidents}
        queryKey={['incidents', filters]}
        load={load}
        columns={columns}
        rowKey={({ id }) => id}
      />
    </Page>
  );
}

function useIncidentColumns(): readonly RowColumn<Incident>[] {
  const { common, incidents, incidentKind, incidentState, orders } = useWords();
  return [
    {
      title: common.time,
      key: 'time',
      under: 'outTradeNo',
      render: (_, { createdAt }) => timeText(createdAt),
    },
    { title: common.kind, key: 'kind', render: (_, { kind }) => incidentKind[kind] },
    {
      title: common.state,
      key: 'state',
      under: 'kind',
      render: (_, { state }) => <StateTag state={state} words={incidentState[state]} />,
    },
    { title: orders.outTradeNo, key: 'outTradeNo', dataIndex: 'outTradeNo' },
    {
      title: incidents.reported,
      key: 'reported',
      align: 'right',
      render: (_, { reportedAmount }) => yuanText(reportedAmount),
    },
    {
      title: incidents.expected,
      key: 'expected',
      align: 'right',
      render: (_, { expectedAmount }) => yuanText(expectedAmount),
    },
    {
      title: common.detail,
      key: 'detail',
      render: (_, { detail, resolution }) => (
        <span className="wrap">{resolution === null ? detail : `${detail} → ${resolution}`}</span>
      ),
    },
    {
      title: common.actions,
      key: 'actions',
      width: 240,
      render: (_, incident) => <IncidentDecision incident={incident} />,
    },
  ];
}
