import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const rootDir = join(import.meta.dirname, '../..');
const dist = join(rootDir, 'web/dist');
const sources = [
  'web/src',
  'web/index.html',
  'web/vite.config.mjs',
  'web/tsconfig.json',
  'src/auth/permissions.ts',
  'package-lock.json',
];
/** Below it a packed file saves nothing worth its own request header. */
const MIN_BYTES = 1_024;

function filesUnder(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .toSorted()
    .flatMap((name) => filesUnder(join(path, name)));
}

/** What the sources are, as one word. */
function hashOfSources() {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((path) => filesUnder(join(rootDir, path)))) {
    hash.update(relative(rootDir, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** Puts a file's packed forms beside it, as small as they get: it is done once, and sent for a long time. */
async function compressFile(file) {
  const bytes = readFileSync(file);
  if (bytes.length < MIN_BYTES) return;
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  writeFileSync(`${file}.br`, await promisify(brotliCompress)(bytes, best));
  writeFileSync(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
}

/** Builds the console into `web/dist`, unless what is there was built of the same sources. */
export async function buildConsole() {
  const stamp = join(dist, '.sources');
  const wanted = hashOfSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const { build } = await import('vite');
  await build({ configFile: join(rootDir, 'web/vite.config.mjs'), logLevel: 'error' });
  await Promise.all(filesUnder(join(dist, 'assets')).map(compressFile));
  writeFileSync(stamp, wanted);
}
