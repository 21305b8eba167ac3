import { Card, type TableColumnsType } from 'antd';
import type { Schemas } from '../../api/client.js';
import { DataTable } from '../../parts/data-table.js';
import { useWords } from '../../words/words.js';

type Way = Schemas['OverviewWay'];

/** How payments were learned of, and how soon. A share of notifies that falls is a notify address that is broken. */
export function Recorded({ recorded }: { readonly recorded: readonly Way[] }) {
  const { overview: words, payWay } = useWords();
  const seconds = (value: number | null) => (value === null ? '–' : words.seconds(value));
  const columns: TableColumnsType<Way> = [
    { title: words.way, key: 'way', render: (_, { way }) => payWay[way] },
    { title: words.count, key: 'count', align: 'right', dataIndex: 'count' },
    {
      title: words.p50,
      key: 'p50',
      align: 'right',
      render: (_, { p50Seconds }) => seconds(p50Seconds),
    },
    {
      title: words.p99,
      key: 'p99',
      align: 'right',
      render: (_, { p99Seconds }) => seconds(p99Seconds),
    },
  ];
  return (
    <Card size="small" title={words.recorded}>
      <DataTable
        title={words.recorded}
        columns={columns}
        rows={recorded}
        rowKey={({ way }) => way}
      />
    </Card>
  );
}
