import { existsSync } from 'node:fs';
import { aptInstall, canApt } from './servers/apt.mjs';
import { findProgram } from './process/find-program.mjs';
import { say } from './say.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const onMac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/**
 * Finds a browser for the browser test, or installs Debian's with a font for Chinese.
 *
 * @param {{ mayInstall: boolean }} request
 * @returns {Promise<string | null>} null when there is none: the test is then skipped, and says so
 */
export async function findChromium({ mayInstall }) {
  const found = installed();
  if (found || !mayInstall || !canApt()) return found;
  try {
    await aptInstall(['chromium', 'fonts-wqy-zenhei']);
  } catch (error) {
    say(error.message);
  }
  return installed();
}

function installed() {
  return process.env.CHROMIUM_PATH ?? findProgram(names) ?? (existsSync(onMac) ? onMac : null);
}
