import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ledger } from './ledger.mjs';

const prefix = 'alipay-checkout-test-';

/**
 * A folder for servers that live as long as one script: several may run at the same time, each with its
 * own. What runs that were killed left behind is ended and removed first.
 *
 * @param {import('./cleanup.mjs').Cleanup} cleanup
 */
export async function throwAwayFolder(cleanup) {
  await removeAbandoned();
  const dir = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(dir, 0o711); // the database's own user must pass through
  const ledger = new Ledger(dir);
  await ledger.endLeftovers();
  cleanup.defer(() => rmSync(dir, { recursive: true, force: true, maxRetries: 3 }));
  return { dir, ledger };
}

async function removeAbandoned() {
  const folders = readdirSync(tmpdir()).filter((name) => name.startsWith(prefix));
  for (const folder of folders.map((name) => join(tmpdir(), name))) {
    const ledger = new Ledger(folder);
    if (!ledger.isAbandoned()) continue;
    await ledger.endLeftovers();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
