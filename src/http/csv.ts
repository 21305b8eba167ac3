import Papa from 'papaparse';

/** Spreadsheets in China take a file for UTF-8 when it begins with this. */
export const BOM = '\uFEFF';

/** What a spreadsheet would take for a formula. A sum is none, whatever its sign. */
const FORMULA = /^(?!-?\d+(\.\d+)?$)[=+\-@\t\r]/;

/** Lines of a CSV, each with its end; no spreadsheet takes a field for a formula, whoever wrote it. Pure. */
export function csvLines(rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const options = { escapeFormulae: FORMULA, newline: '\r\n' };
  return `${Papa.unparse(rows as string[][], options)}\r\n`;
}
