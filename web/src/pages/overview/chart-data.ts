/** How the numbers of a series are written in its table and its file. */
export type Unit = 'decimal' | 'count';

/** A row of numbers, one for each label of a chart. */
export interface Series {
  readonly name: string;
  /** Null: there is none. */
  readonly values: readonly (number | null)[];
  readonly unit: Unit;
  /** It stands in the table, and is not drawn. */
  readonly isOnlyTold?: boolean;
}

/** What a chart shows, and the table behind it. */
export interface ChartData {
  readonly title: string;
  /** What the file is called, without its ending. */
  readonly name: string;
  readonly type: 'line' | 'bar' | 'stack' | 'ranking';
  /** What a label is of. */
  readonly axisTitle: string;
  readonly axis: readonly string[];
  readonly series: readonly Series[];
}

/** A number of a series as people read it. Pure. */
export function valueText(value: number | null | undefined, unit: Unit): string {
  if (value === null || value === undefined) return '–';
  return unit === 'decimal' ? value.toFixed(2) : String(value);
}

/** A chart as rows of text, its heading first. Pure. */
export function rowsOf({ axisTitle, axis, series }: ChartData): string[][] {
  const head = [axisTitle, ...series.map(({ name }) => name)];
  const rows = axis.map((label, place) => [
    label,
    ...series.map(({ values, unit }) => valueText(values[place], unit)),
  ]);
  return [head, ...rows];
}
