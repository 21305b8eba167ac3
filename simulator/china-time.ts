/** China keeps UTC+8 all year (no summer time since 1991); this is the only file that knows it. */
const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

/** An instant (ms since 1970) as `yyyy-MM-dd HH:mm:ss` in China time. */
export function chinaTime(ms: number): string {
  return chinaTimeWithMs(ms).slice(0, 19);
}

/** The same with milliseconds, as `gmt_refund` is written: `2018-05-25 03:03:59.922`. */
export function chinaTimeWithMs(ms: number): string {
  return new Date(ms + OFFSET_MS).toISOString().replace('T', ' ').slice(0, 23);
}

/** Reads `yyyy-MM-dd HH:mm:ss` in China time; null when it is no such text or no such day or hour. */
export function parseChinaTime(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text)) return null;
  const utc = Date.parse(`${text.replace(' ', 'T')}Z`);
  if (Number.isNaN(utc)) return null;
  const ms = utc - OFFSET_MS;
  return chinaTime(ms) === text ? ms : null;
}

/** The next midnight in China after `ms`: what `timeout_express=1c` means. */
export function endOfChinaDay(ms: number): number {
  return Math.floor((ms + OFFSET_MS) / DAY_MS + 1) * DAY_MS - OFFSET_MS;
}
