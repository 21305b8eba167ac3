import { BOM, csvLines } from '../../http/csv.js';
import { escapeHtml, page } from '../../http/html.js';
import type { Language } from '../../kernel/words.js';
import type { Sheet } from './sheet.js';
import { DIFFERENCE_COLUMNS, SHEET_WORDS, sheetRows } from './sheet-words.js';

function heads(language: Language): string[] {
  return DIFFERENCE_COLUMNS.map(([, words]) => words[language]);
}

function differences({ discrepancies }: Sheet): string[][] {
  return discrepancies.map((one) => DIFFERENCE_COLUMNS.map(([name]) => one[name] ?? ''));
}

/** The sheet as a CSV in UTF-8 for a spreadsheet. Pure. */
export function sheetCsv(sheet: Sheet, language: Language): string {
  const { title, count, sum } = SHEET_WORDS;
  const rows = [
    [title[language], sheet.day, ''],
    ['', count[language], sum[language]],
    ...sheetRows(sheet, language),
    [''],
    heads(language),
    ...differences(sheet),
  ];
  return BOM + csvLines(rows);
}

/** The sheet in plain lines, for a terminal. Pure. */
export function sheetLines(sheet: Sheet, language: Language): string[] {
  const sums = sheetRows(sheet, language).map((row) => {
    return row.filter((field) => field !== '').join('  ');
  });
  const found = sheet.discrepancies.map(({ kind, state, outTradeNo, ...one }) => {
    const sumsOf = `${one.billAmount ?? '-'} / ${one.ourAmount ?? '-'}`;
    return `${state}  ${kind}  ${outTradeNo} ${one.outRequestNo ?? ''}  ${sumsOf}  ${one.done ?? ''}`;
  });
  return [`${SHEET_WORDS.title[language]} ${sheet.day}`, ...sums, ...found];
}

const STYLE = `<style>main{max-width:1200px;text-align:left}table{border-collapse:collapse;width:100%;margin:16px 0;font-size:14px}
td,th{border-bottom:1px solid var(--line);padding:6px 8px;text-align:left;overflow-wrap:anywhere}.OPEN{color:#b42318}</style>`;

function cells(row: readonly string[], tag = 'td'): string {
  return row.map((field) => `<${tag}>${escapeHtml(field)}</${tag}>`).join('');
}

/** The sheet as a page that people read; no script is needed. Pure. */
export function sheetPage(sheet: Sheet, language: Language): string {
  const sums = sheetRows(sheet, language).map((row) => `<tr>${cells(row)}</tr>`);
  const rows = differences(sheet).map(
    (row, index) =>
      `<tr class="${escapeHtml(sheet.discrepancies[index]?.state ?? '')}">${cells(row)}</tr>`,
  );
  const table = `<table><tr>${cells(heads(language), 'th')}</tr>${rows.join('')}</table>`;
  const title = `${SHEET_WORDS.title[language]} ${sheet.day}`;
  const body = `<h1>${escapeHtml(title)}</h1><table>${sums.join('')}</table>${
    rows.length === 0 ? `<p>${SHEET_WORDS.noDifference[language]}</p>` : table
  }`;
  return page(title, body, { language }).replace('</head>', `${STYLE}</head>`);
}
