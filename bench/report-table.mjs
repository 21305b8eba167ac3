/** The middle one; of an even number the lower of the two in the middle. */
export function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) / 2)] ?? 0;
}

/** The middle one of what is picked. */
export const medianOf = (results, pick) => median(results.map(pick));
/** A number of thousands, readable. */
export const whole = (value) => Math.round(value).toLocaleString('en');
/** Whether what was asked is met. */
export const mark = (isMet) => (isMet ? 'yes' : '**no**');

/** A Markdown table. */
export function table(head, rows) {
  const lines = [head, head.map((_, index) => (index === 0 ? '---' : '--:')), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
