import { chmodSync, lstatSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from '../say.mjs';
import { Ledger } from './ledger.mjs';
import { run } from './processes.mjs';

const prefix = 'alipay-checkout-test-';

/**
 * A folder for servers that live as long as one script: several may run at the same time, each with its
 * own. What runs that were killed left behind is ended and removed first.
 *
 * @param {import('./cleanup.mjs').Cleanup} cleanup
 * @param {string} place where such folders are made
 */
export async function throwAwayFolder(cleanup, place = tmpdir()) {
  await removeAbandoned(place);
  const dir = mkdtempSync(join(place, prefix));
  chmodSync(dir, 0o711); // the database's own user must pass through
  const ledger = new Ledger(dir);
  await ledger.endLeftovers();
  cleanup.defer(() => rmSync(dir, { recursive: true, force: true, maxRetries: 3 }));
  return { dir, ledger };
}

/** A folder that cannot be removed is told of: what another run left behind is no reason not to run. */
async function removeAbandoned(place) {
  const folders = readdirSync(place).filter((name) => name.startsWith(prefix));
  for (const folder of folders.map((name) => join(place, name))) {
    await removeIfAbandoned(folder).catch((error) => {
      say(`Left by a run that was killed, and not removed: ${folder} (${error.message})`);
    });
  }
}

async function removeIfAbandoned(folder) {
  // Another user's says which processes to end as that user wants it.
  if (lstatSync(folder).uid !== process.getuid()) return;
  const ledger = new Ledger(folder);
  if (!ledger.isAbandoned()) return;
  await ledger.endLeftovers();
  await unmountAllIn(folder);
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** A campaign that was killed leaves its disk in memory mounted, and no folder with a mount in it can be removed. */
async function unmountAllIn(folder) {
  if (process.platform !== 'linux') return;
  const mounted = readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1])
    .filter((place) => place?.startsWith(`${folder}/`));
  for (const place of mounted.toReversed()) await run('umount', ['-l', place]);
}
