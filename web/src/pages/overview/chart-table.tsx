import { useWords } from '../../words/words.js';
import { type ChartData, rowsOf } from './chart-data.js';

/** The figures behind a chart. */
export function ChartTable({ chart }: { readonly chart: ChartData }) {
  const words = useWords().common;
  const [head = [], ...rows] = rowsOf(chart);
  return (
    <details>
      <summary>{words.table}</summary>
      <div className="scroller" tabIndex={0} role="region" aria-label={chart.title}>
        <table className="plain-table">
          <thead>
            <tr>
              {head.map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([label = '', ...values]) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {values.map((value, place) => (
                  <td key={head[place + 1]}>{value}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
