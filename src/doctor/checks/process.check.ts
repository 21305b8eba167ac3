import { statfs } from 'node:fs/promises';
import { good, note, wrong } from '../../kernel/diagnosis.js';
import type { DoctorFinding } from '../diagnoses.js';

const LEAST_FREE_MB = 200;

/** The first version of each line of Node that is taken (package.json, engines). */
const LEAST: Readonly<Record<number, readonly [number, number]>> = {
  20: [19, 0],
  22: [22, 3],
  24: [15, 0],
};
const NEWEST_LINE = 24;
const ENDED_LINE = 20;

/** Whether this version of Node runs the program. Pure. */
export function judgeNode(version: string): DoctorFinding {
  const [major = 0, ...rest] = version.replace(/^v/, '').split('.').map(Number);
  if (major > NEWEST_LINE) return good(version);
  const least = LEAST[major];
  if (least === undefined || isBefore(rest, least)) return wrong('node-version', version);
  return major === ENDED_LINE ? note('node-ended', version) : good(version);
}

function isBefore(
  [minor = 0, patch = 0]: readonly number[],
  [leastMinor, leastPatch]: readonly [number, number],
): boolean {
  return minor < leastMinor || (minor === leastMinor && patch < leastPatch);
}

/** The process's time zone, which decides nothing: instants are kept in UTC and shown in China time. Pure. */
export function judgeTimeZone(zone: string): DoctorFinding {
  return good(
    `${zone}; Alipay is told China time whatever it is`,
    `${zone}；发给支付宝的始终是北京时间`,
  );
}

/** Whether there is room on the disk of a folder. */
export async function checkDisk(folder: string): Promise<DoctorFinding> {
  const { bavail, bsize } = await statfs(folder);
  return judgeDisk(folder, Math.floor((bavail * bsize) / 2 ** 20));
}

/** @param freeMb megabytes that are free. Pure. */
export function judgeDisk(folder: string, freeMb: number): DoctorFinding {
  const text = `${folder}: ${freeMb} MB`;
  return freeMb < LEAST_FREE_MB ? wrong('disk-full', text) : good(text);
}
