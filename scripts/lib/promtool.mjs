import { aptInstall, canApt } from './servers/apt.mjs';
import { findProgram } from './process/find-program.mjs';
import { say } from './say.mjs';

/**
 * Finds Prometheus' `promtool`, with which the alert rules are tested, or installs Debian's package.
 *
 * @param {{ mayInstall: boolean }} request
 * @returns {Promise<string | null>} null when there is none: those tests are then skipped, and say so
 */
export async function findPromtool({ mayInstall }) {
  const found = installed();
  if (found || !mayInstall || !canApt()) return found;
  try {
    await aptInstall(['prometheus'], ['prometheus', 'prometheus-node-exporter']);
  } catch (error) {
    say(error.message);
  }
  return installed();
}

function installed() {
  return process.env.PROMTOOL_PATH ?? findProgram(['promtool']) ?? null;
}
