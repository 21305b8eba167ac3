import { readFileSync } from 'node:fs';

/** What the system knows of processes: Linux's /proc. Elsewhere the figures are zero. */

/** `getconf CLK_TCK`: 100 on every Linux that Node runs on. */
const MS_PER_TICK = 10;
const PAGE_BYTES = 4096;

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Processor time that processes have used since their start, in milliseconds. */
export function cpuMs(pids) {
  const ticks = pids.map((pid) => {
    const fields = read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
    return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  });
  return ticks.reduce((sum, one) => sum + one, 0) * MS_PER_TICK;
}

/** Resident memory of each process, in MB. */
export function residentMb(pids) {
  return pids.map((pid) => {
    const pages = Number(read(`/proc/${pid}/statm`).split(' ')[1] ?? 0);
    return (pages * PAGE_BYTES) / 1_048_576;
  });
}

/** The processes that a process has started. */
export function childrenOf(pid) {
  const text = read(`/proc/${pid}/task/${pid}/children`);
  return text.split(' ').filter(Boolean).map(Number);
}
