import type { TableColumnsType } from 'antd';
import type { Schemas } from '../../api/client.js';
import { DataTable } from '../../parts/data-table.js';
import { yuanText } from '../../parts/format.js';
import { useWords } from '../../words/words.js';

type Line = Schemas['OrderLine'];

/** The goods of an order, and what has become of their pieces. */
export function OrderLines({ lines }: { readonly lines: readonly Line[] }) {
  const words = useWords().orders;
  const columns: TableColumnsType<Line> = [
    { title: words.line, key: 'name', render: (_, line) => <LineName line={line} /> },
    { title: words.price, key: 'price', align: 'right', render: (_, one) => yuanText(one.price) },
    { title: words.count, key: 'count', align: 'right', dataIndex: 'count' },
    { title: words.sums, key: 'amount', align: 'right', render: (_, one) => yuanText(one.amount) },
    { title: words.shipped, key: 'shipped', align: 'right', dataIndex: 'shippedCount' },
    { title: words.refunded, key: 'refunded', align: 'right', dataIndex: 'refundedCount' },
  ];
  return (
    <DataTable title={words.lines} columns={columns} rows={lines} rowKey={({ lineId }) => lineId} />
  );
}

function LineName({ line }: { readonly line: Line }) {
  const attributes = line.attributes.map(({ name, value }) => `${name} ${value}`).join(' ');
  return (
    <span className="wrap">
      {line.name} {attributes}
    </span>
  );
}
