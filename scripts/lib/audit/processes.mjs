/**
 * No process ends by itself, whatever happens around it.
 *
 * @param {readonly WatchedProcess[]} processes
 * @returns {Promise<string[]>} which did, and how
 *
 * @typedef {{ name: string, isMeantToEnd: () => boolean, hasEnded: () => boolean, exit: Promise<string> }} WatchedProcess
 */
export async function processFaults(processes) {
  const gone = processes.filter((one) => one.hasEnded() && !one.isMeantToEnd());
  return Promise.all(
    gone.map(async ({ name, exit }) => `${name} ${await exit}, and nobody ended it`),
  );
}

/**
 * A process that remembers whether it was told to end.
 *
 * @param {ReturnType<typeof import('../process/processes.mjs').launch>} started
 */
export function watched(started) {
  let isMeant = false;
  const end = (how) => {
    isMeant ||= !started.hasEnded();
    return started.end(how);
  };
  return { ...started, end, isMeantToEnd: () => isMeant };
}
