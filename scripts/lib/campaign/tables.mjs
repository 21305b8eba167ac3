import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { run } from '../process/processes.mjs';
import { say } from '../say.mjs';

const ENTRY = 'dist/src/check-tables.js';
/** One that is used by others for long is left alone, and tried again. */
const TRIES = 5;

/**
 * What an operator does after the database's disk was full (docs/operations.md): checks all tables and rebuilds those that are damaged.
 *
 * @param {string} rootDir of a built copy
 * @param {Record<string, string | undefined>} env what the copy's processes are told
 * @returns {TableKeeper}
 *
 * @typedef {{ rebuilt: string[], rebuild: (revive: () => Promise<void>) => Promise<void> }} TableKeeper `rebuilt` are the
 *   tables that were damaged; `rebuild` lets the server be revived before each try, and throws with the program's words when
 *   a table stays damaged
 */
export function tableKeeper(rootDir, env) {
  const rebuilt = [];
  const rebuild = async (revive) => {
    let said = '';
    for (let tries = 0; tries < TRIES; tries += 1) {
      if (tries > 0) await wait(1_000);
      await revive();
      const words = [join(rootDir, ENTRY), '--rebuild'];
      const { code, output } = await run(process.execPath, words, { cwd: rootDir, env });
      for (const [, name] of output.matchAll(/^(\w+): rebuilt, and whole/gm)) {
        say(`  the table ${name} was damaged and is rebuilt`);
        rebuilt.push(name);
      }
      if (code === 0) return;
      said = output;
    }
    throw new Error(`The database's tables stay damaged:\n${said}`);
  };
  return { rebuilt, rebuild };
}
