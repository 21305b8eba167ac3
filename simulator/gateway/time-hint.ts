import { chinaTime, parseChinaTime } from '../china-time.js';

const HALF_HOUR_MS = 30 * 60_000;
/** How far a clock may be off and still tell its zone. */
const SLACK_MS = 2 * 60_000;
/** Zones reach from UTC-12 to UTC+14, counted in half hours (those of three quarters are left out); China's own is UTC+8. */
const [WEST, EAST, CHINA] = [-12 * 2, 14 * 2, 8 * 2];

function zoneName(halves: number): string {
  const hours = Math.floor(Math.abs(halves) / 2);
  return `UTC${halves < 0 ? '-' : '+'}${hours}${halves % 2 === 0 ? '' : ':30'}`;
}

/** The zone in which `text` (`yyyy-MM-dd HH:mm:ss`) is about now; null for China's, and where it is now nowhere. */
function zoneOf(text: string, now: number): string | null {
  const ms = parseChinaTime(text);
  if (ms === null) return null;
  const halves = Math.round((ms - now) / HALF_HOUR_MS);
  const zone = CHINA + halves;
  const isNow = Math.abs(ms - now - halves * HALF_HOUR_MS) <= SLACK_MS;
  return isNow && halves !== 0 && zone >= WEST && zone <= EAST ? zoneName(zone) : null;
}

/** What helps whoever sent a time that does not fit: the time of the gateway, and the zone that the sent one seems to be of. */
export function timeHint(text: string, now: number): string {
  const wanted = `"${text}"，此刻是 ${chinaTime(now)} (China time, UTC+8)`;
  const zone = zoneOf(text, now);
  return zone === null ? wanted : `${wanted}; it looks like ${zone}: set TZ=Asia/Shanghai`;
}
