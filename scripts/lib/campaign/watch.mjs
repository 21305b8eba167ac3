/** A client is told something by then, whatever has happened. */
const LONGEST_MS = 15_000;

/**
 * Looks at every answer of a run: no 5xx without `Retry-After`, none after 15 seconds, or what else a slow machine is given.
 *
 * @returns what was seen, and in words what is wrong
 */
export function watchAnswers(longestAllowedMs = LONGEST_MS) {
  const counts = { answers: 0, unavailable: 0, none: 0 };
  const refusals = new Map();
  let longestMs = 0;
  const faults = [];
  const saw = (asked, ms, answer, body) => {
    longestMs = Math.max(longestMs, ms);
    if (ms > longestAllowedMs)
      faults.push(`${asked} was answered after ${(ms / 1_000).toFixed(1)} s`);
    if (answer === null) {
      counts.none += 1;
      return;
    }
    counts.answers += 1;
    if (answer.status < 400) return;
    const why = `${asked.replace(/\d{6,}/, '…')}: ${answer.status} ${slugOf(body)}`;
    refusals.set(why, (refusals.get(why) ?? 0) + 1);
    if (answer.status < 500) return;
    counts.unavailable += 1;
    if (!answer.headers.has('retry-after')) {
      faults.push(`${asked}: ${answer.status} without Retry-After`);
    }
  };
  return { saw, counts, refusals, faults, longest: () => longestMs / 1_000 };
}

function slugOf(body) {
  return String(body?.type ?? '')
    .split(':')
    .at(-1);
}
