/** What a request costs on one side more than on another. */
import { mark, median } from './report-table.mjs';

const TRACED_MUST = 1.05;

/** Processor time of the side's own processes and of the servers behind them, for one request. */
function costOf({ cpu }) {
  return cpu.side + cpu.database + cpu.redis;
}

/** Within each repetition, for the machine's speed changes; the middle one counts. */
function costRatio(one, other) {
  return median(one.top.map((result, turn) => costOf(result) / costOf(other.top[turn])));
}

/** Rows of a table: what, how much, what is asked, and whether it is met. */
export function sideCostRows(jobs) {
  return jobs.flatMap(({ job, rows: { app, traced, before } }) => {
    const what = `${job.title}: CPU of a request`;
    const rows = [];
    if (app && traced) {
      const ratio = costRatio(traced, app);
      const asked = `≤ ${TRACED_MUST}`;
      rows.push([`${what}, traced ÷ not`, ratio.toFixed(3), asked, mark(ratio <= TRACED_MUST)]);
    }
    if (app && before) {
      rows.push([`${what}, this build ÷ the other`, costRatio(app, before).toFixed(3), '', '–']);
    }
    return rows;
  });
}
