export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const CHINA = 8 * HOUR;

/** The hours in which a shop's people are at work, in China. */
const [BEGIN, END] = [9, 18];

/** When the day of a moment began in China. @param {number} ms */
export function midnightOf(ms) {
  return Math.floor((ms + CHINA) / DAY) * DAY - CHINA;
}

/** A day in China as `2026-11-20`. @param {number} ms */
export function dayOf(ms) {
  return new Date(ms + CHINA).toISOString().slice(0, 10);
}

/** A moment as Alipay writes it: China's time, without its offset. @param {number} ms */
export function chinaTime(ms) {
  return new Date(ms + CHINA).toISOString().slice(0, 19).replace('T', ' ');
}

/** The first moment from `ms` on at which people are at work. @param {number} ms @param {number} fraction of the hour after nine */
export function atWork(ms, fraction) {
  const midnight = midnightOf(ms);
  const hour = (ms - midnight) / HOUR;
  if (hour >= BEGIN && hour < END) return ms;
  const begin = midnight + BEGIN * HOUR + fraction * HOUR;
  return hour < BEGIN ? begin : begin + DAY;
}
