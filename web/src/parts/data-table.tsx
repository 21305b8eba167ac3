import { Grid, Table, type TableColumnsType, type TableColumnType } from 'antd';
import type { ReactNode } from 'react';

/** So many columns a phone shows side by side. */
const MOST_ON_A_PHONE = 4;
/** The column of what can be done with a row: it stays in sight however far the others reach. */
const ACTIONS = 'actions';
/** Columns of instants: their day and their hour may stand one above the other. */
const TIMES = new Set<unknown>(['time', 'createdAt', 'answerDue']);

interface Props<Row> {
  readonly title: string;
  readonly columns: TableColumnsType<Row>;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string | number;
}

/** Rows as a table, or as cards where the screen is too narrow for its columns. */
export function DataTable<Row extends object>({ title, columns, rows, rowKey }: Props<Row>) {
  const isNarrow = Grid.useBreakpoint().md === false;
  if (isNarrow && !fitsPhone(columns)) {
    return (
      <ul className="row-cards" aria-label={title}>
        {rows.map((row, index) => (
          <li key={rowKey(row)}>
            <RowCard columns={columns} row={row} index={index} />
          </li>
        ))}
      </ul>
    );
  }
  return (
    <div className="scroller" tabIndex={0} role="region" aria-label={title}>
      <Table
        size="small"
        columns={columns.map(laidOut)}
        dataSource={rows}
        rowKey={rowKey}
        pagination={false}
      />
    </div>
  );
}

function fitsPhone<Row>(columns: TableColumnsType<Row>): boolean {
  return columns.length <= MOST_ON_A_PHONE && columns.every(({ key }) => key !== ACTIONS);
}

function laidOut<Row>(column: TableColumnType<Row>): TableColumnType<Row> {
  if (column.key === ACTIONS) return { ...column, className: 'row-actions' };
  return TIMES.has(column.key) ? { ...column, className: 'row-time' } : column;
}

interface CardProps<Row> extends Pick<Props<Row>, 'columns'> {
  readonly row: Row;
  readonly index: number;
}

function RowCard<Row extends object>({ columns, row, index }: CardProps<Row>) {
  return (
    <dl className="row-card">
      {columns.map((column) => (
        <div key={column.key}>
          <dt>{column.title as ReactNode}</dt>
          <dd>{cellOf(column, row, index)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What stands in a cell, as the table itself finds it. */
function cellOf<Row extends object>(
  { render, dataIndex }: TableColumnType<Row>,
  row: Row,
  index: number,
): ReactNode {
  const value: unknown = typeof dataIndex === 'string' ? row[dataIndex as keyof Row] : undefined;
  return (render === undefined ? value : render(value, row, index)) as ReactNode;
}
