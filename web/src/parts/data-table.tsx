import { Grid, Table, type TableColumnsType, type TableColumnType } from 'antd';
import type { ReactNode } from 'react';

/** So many columns a phone shows side by side. */
const MOST_ON_A_PHONE = 4;
/** The column of what can be done with a row: it stays in sight however far the others reach. */
const ACTIONS = 'actions';

/** A column of rows. */
export type RowColumn<Row> = TableColumnType<Row> & {
  /** The column beneath whose words its own stand in a table: so more columns have room. A card has a line for each. */
  readonly under?: string;
};

interface Props<Row> {
  readonly title: string;
  readonly columns: readonly RowColumn<Row>[];
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
        columns={laidOut(columns)}
        dataSource={rows}
        rowKey={rowKey}
        pagination={false}
      />
    </div>
  );
}

function fitsPhone<Row>(columns: readonly RowColumn<Row>[]): boolean {
  return columns.length <= MOST_ON_A_PHONE && columns.every(({ key }) => key !== ACTIONS);
}

/** The columns side by side; one whose upper column is not there stands for itself. */
function laidOut<Row extends object>(columns: readonly RowColumn<Row>[]): TableColumnsType<Row> {
  const keys = new Set(columns.map(({ key }) => key));
  return columns
    .filter(({ under }) => under === undefined || !keys.has(under))
    .map((column) => {
      if (column.key === ACTIONS) return { ...column, className: 'row-actions' };
      const lower = columns.filter(({ under }) => under !== undefined && under === column.key);
      return lower.length === 0 ? column : oneAboveOther(column, lower);
    });
}

function oneAboveOther<Row extends object>(
  column: RowColumn<Row>,
  lower: readonly RowColumn<Row>[],
): TableColumnType<Row> {
  const stacked = (upper: ReactNode, beneath: (one: RowColumn<Row>) => ReactNode) => (
    <>
      {upper}
      {lower.map((one) => (
        <div key={one.key} className="under">
          {beneath(one)}
        </div>
      ))}
    </>
  );
  return {
    ...column,
    title: stacked(column.title as ReactNode, ({ title }) => title as ReactNode),
    render: (_, row, index) =>
      stacked(cellOf(column, row, index), (one) => cellOf(one, row, index)),
  };
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
