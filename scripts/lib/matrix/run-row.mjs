import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { launch } from '../process/processes.mjs';
import { dockerAnswers } from '../servers/docker.mjs';
import { nodeFolder } from '../servers/node-versions.mjs';
import { unpackedDatabase, unpackedRedis } from '../servers/unpacked-servers.mjs';

/**
 * Fetches what a row needs beforehand, so that a server that cannot be had is told apart from tests that fail.
 *
 * @param {string} rootDir
 * @param {import('./rows.mjs').Row} row
 * @returns {Promise<{ program: string, path: string }>} the Node to run with, and its PATH
 * @throws {import('../say.mjs').UserError} when something cannot be had
 */
export async function fetchRow(rootDir, { database, redis, node, tls }) {
  if (tls || !(await dockerAnswers())) {
    if (database) await unpackedDatabase(rootDir, database);
    if (redis) await unpackedRedis(rootDir, redis);
  }
  const path = process.env.PATH ?? '';
  if (!node) return { program: process.execPath, path };
  const folder = await nodeFolder(rootDir, node);
  return { program: join(folder, 'node'), path: [folder, path].join(delimiter) };
}

/**
 * Runs the tests on a row's servers.
 *
 * @param {{ rootDir: string, row: import('./rows.mjs').Row, fetched: { program: string, path: string },
 *   files: readonly string[] }} request `files` are arguments of Jest; none for the whole suite
 * @param {import('../process/cleanup.mjs').Cleanup} cleanup
 * @returns {Promise<{ how: string, result?: object }>} how it ended, and what it told unless it died before
 */
export async function runRow({ rootDir, row, fetched, files }, cleanup) {
  const dir = mkdtempSync(join(tmpdir(), 'alipay-checkout-matrix-'));
  cleanup.defer(() => rmSync(dir, { recursive: true, force: true }));
  const resultFile = join(dir, 'result.json');
  const env = {
    ...process.env,
    PATH: fetched.path,
    TEST_RESULT_FILE: resultFile,
    TEST_DATABASE_SERVER: row.database ?? '',
    TEST_REDIS_SERVER: row.redis ?? '',
    TEST_TLS: row.tls ? 'on' : '',
  };
  const args = [join(rootDir, 'scripts/test.mjs'), ...files];
  const tests = launch('the tests', fetched.program, args, { cwd: rootDir, env, stdio: 'inherit' });
  cleanup.defer(() => tests.end({ deadlineMs: 60_000 }));
  const how = await tests.exit;
  const result = existsSync(resultFile) ? JSON.parse(readFileSync(resultFile, 'utf8')) : undefined;
  return { how, ...(result && { result }) };
}
