import { type ChartData, rowsOf } from './chart-data.js';

/** So that spreadsheets take it for UTF-8. */
const MARK = '\uFEFF';

/** Gives a chart out as CSV; what a spreadsheet would take for a formula is text in it. */
export async function saveAsFile(chart: ChartData): Promise<void> {
  const { default: papa } = await import('papaparse');
  const text = papa.unparse(rowsOf(chart), { escapeFormulae: true });
  const address = URL.createObjectURL(new Blob([MARK + text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${chart.name}.csv`;
  link.click();
  URL.revokeObjectURL(address);
}
