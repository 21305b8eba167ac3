import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './process/processes.mjs';
import { step, UserError } from './say.mjs';

const sources = [
  'src',
  'config',
  'simulator',
  'web/src',
  'web/index.html',
  'web/vite.config.mjs',
  'tsconfig.json',
  'nest-cli.json',
  'package-lock.json',
];

/** The latest change under a path, in milliseconds; a folder's own time tells of deleted files. */
function latestChange(path) {
  if (!existsSync(path)) return 0;
  const own = statSync(path);
  if (!own.isDirectory()) return own.mtimeMs;
  const inside = readdirSync(path).map((name) => latestChange(join(path, name)));
  return Math.max(own.mtimeMs, ...inside);
}

/**
 * Builds when a source is newer than the last build that went through. A stamp tells, not the built files:
 * a build that failed leaves some of them behind.
 *
 * @throws {UserError} with the compiler's words
 */
export async function ensureBuild(rootDir) {
  const stamp = join(rootDir, 'dist', '.built');
  const began = new Date();
  const changed = Math.max(...sources.map((name) => latestChange(join(rootDir, name))));
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= changed) return;
  const { code, output } = await step('Building', () =>
    run('npm', ['run', '--silent', 'build'], { cwd: rootDir }),
  );
  if (code !== 0) throw new UserError(`The build failed:\n${output.trim()}`);
  writeFileSync(stamp, `${began.toISOString()}\n`);
}
