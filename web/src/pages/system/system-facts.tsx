import { useQuery } from '@tanstack/react-query';
import { Card, Descriptions } from 'antd';
import { api, type Schemas } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import { useMay } from '../../api/session.js';
import { DataTable } from '../../parts/data-table.js';
import { timeText } from '../../parts/format.js';
import { PageState } from '../../parts/page-state.js';
import { StateTag } from '../../parts/state-tag.js';
import type { Words } from '../../words/en.js';
import { useWords } from '../../words/words.js';

type System = Schemas['System'];

/** Versions, processes and settings in force, for who may see them. */
export function SystemFacts() {
  const isAllowed = useMay()('settings.read');
  const query = useQuery({
    queryKey: ['system'],
    queryFn: () => dataOf(api.GET('/api/v1/system')),
    enabled: isAllowed,
  });
  if (!isAllowed) return null;
  return (
    <PageState query={query}>
      {query.data === undefined ? null : <Parts system={query.data} />}
    </PageState>
  );
}

function Parts({ system }: { readonly system: System }) {
  const { doctorWork: words, common } = useWords();
  const { versions, processes, settings } = system;
  const processColumns = [
    { title: common.kind, key: 'kind', dataIndex: 'kind' },
    {
      title: common.state,
      key: 'state',
      render: (_: unknown, { isGone }: System['processes'][number]) => (
        <StateTag
          state={isGone ? 'GONE' : 'COMPLETED'}
          words={isGone ? words.gone : words.running}
        />
      ),
    },
    { title: words.node, key: 'node', dataIndex: 'node' },
    { title: words.pool, key: 'pool', dataIndex: 'pool', align: 'right' as const },
    { title: words.seen, key: 'seen', dataIndex: 'seenAt', render: timeText },
  ];
  const settingColumns = [
    { title: words.setting, key: 'name', dataIndex: 'name' },
    {
      title: words.value,
      key: 'value',
      render: (_: unknown, one: System['settings'][number]) => (
        <span className="wrap">{valueText(one, words)}</span>
      ),
    },
  ];
  const items = (['app', 'node', 'database'] as const).map((name) => ({
    key: name,
    label: words[name],
    children: versions[name],
  }));
  return (
    <>
      <Card size="small" title={words.versions}>
        <Descriptions size="small" column={{ xs: 1, sm: 3 }} items={items} />
      </Card>
      <Card size="small" title={words.processes} extra={<QueuesLink />}>
        <DataTable
          title={words.processes}
          columns={processColumns}
          rows={processes}
          rowKey={({ id }) => id}
        />
      </Card>
      <Card size="small" title={words.settings}>
        <DataTable
          title={words.settings}
          columns={settingColumns}
          rows={settings}
          rowKey={({ name }) => name}
        />
      </Card>
    </>
  );
}

/** Leads to bull-board, which the server serves beside this page. */
function QueuesLink() {
  return (
    <a href="/console/queues" target="_blank" rel="noreferrer">
      {useWords().doctorWork.queues}
    </a>
  );
}

function valueText(
  { value, isSet, isSecret }: System['settings'][number],
  words: Words['doctorWork'],
): string {
  if (isSecret) return isSet ? words.secret : words.secretUnset;
  return isSet ? (value ?? '–') : `${value || '–'} (${words.default})`;
}
