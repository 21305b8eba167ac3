/** What a process says that could not start because the database was away (src/database/opening.ts). */
const NO_DATABASE = /^DATABASE_URL: .+$/;
const KEPT_CHARACTERS = 4_000;

/**
 * No process that is at work ends by itself, whatever happens around it.
 *
 * @param {readonly WatchedProcess[]} processes
 * @param {{ mayFailToStart?: boolean }} [run] whether the database is away at times: a process that starts meanwhile may
 *   say so in one line and end with code 1, for its supervisor to start it again
 * @returns {Promise<string[]>} which did, how, and what it said last
 *
 * @typedef {{ name: string, isMeantToEnd: () => boolean, hasEnded: () => boolean, couldNotStart: () => boolean,
 *   lastWords: () => string, exit: Promise<string> }} WatchedProcess
 */
export async function processFaults(processes, { mayFailToStart = false } = {}) {
  const gone = processes
    .filter((one) => one.hasEnded() && !one.isMeantToEnd())
    .filter((one) => !(mayFailToStart && one.couldNotStart()));
  return Promise.all(
    gone.map(async ({ name, exit, lastWords }) => {
      const how = `${name} ${await exit}, and nobody ended it`;
      return lastWords() === '' ? how : `${how}: ${lastWords()}`;
    }),
  );
}

/**
 * A process that remembers whether it was told to end, and what it said last where its stderr is a pipe.
 *
 * @param {ReturnType<typeof import('../process/processes.mjs').launch>} started
 */
export function watched(started) {
  const { child } = started;
  let isMeant = false;
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-KEPT_CHARACTERS);
  });
  const lastWords = () => said.trim();
  const end = (how) => {
    isMeant ||= !started.hasEnded();
    return started.end(how);
  };
  // The words of one that was at work before have a stack, or are another's.
  const couldNotStart = () => child.exitCode === 1 && NO_DATABASE.test(lastWords());
  return { ...started, end, isMeantToEnd: () => isMeant, couldNotStart, lastWords };
}
