import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { run } from './lib/process/processes.mjs';
import { runScript } from './lib/process/cleanup.mjs';
import { say } from './lib/say.mjs';

const rootDir = join(import.meta.dirname, '..');

/** Scripts of package.json, the longest first: the others go beside it. */
const PARTS = ['format:check', 'lint', 'types', 'floors', 'unused'];

/** `npm run check`: what must hold without servers, as many parts at a time as there are cores. Ends with 1 when one fails. */
await runScript(async () => {
  const waiting = [...PARTS];
  const failed = [];
  const checkInTurn = async () => {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
      const { code, output } = await run('npm', ['run', '--silent', part], { cwd: rootDir });
      say(`» ${part}: ${code === 0 ? 'holds' : 'fails'}`);
      if (output.trim() !== '') say(output.trimEnd());
      if (code !== 0) failed.push(part);
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, checkInTurn));
  if (failed.length > 0) say(`Failed: ${failed.map((part) => `npm run ${part}`).join(', ')}`);
  return failed.length > 0 ? 1 : 0;
});
