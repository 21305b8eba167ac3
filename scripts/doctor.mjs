import { join } from 'node:path';
import { builtEntry, loadEnvFile, runBuilt } from './lib/process/built-program.mjs';
import { runScript } from './lib/process/cleanup.mjs';
import { keptSecret, lastPort } from './lib/process/private-folder.mjs';
import { composeUrls } from './lib/servers/docker.mjs';
import { knownDatabase } from './lib/servers/known-database.mjs';
import { startSettings } from './lib/start-settings.mjs';

const rootDir = join(import.meta.dirname, '..');

/** `npm run doctor`: says what is set up wrongly, with the settings that `npm start` runs with; 1 when something is. */
await runScript(async () => {
  loadEnvFile(rootDir);
  const entry = builtEntry(rootDir, 'doctor');
  return runBuilt(entry, process.argv.slice(2), { rootDir, env: await settings() });
});

async function settings() {
  const { env } = process;
  if (env.NODE_ENV === 'production') return env;
  const dataDir = join(rootDir, '.data');
  const ports = {
    api: Number(env.PORT || 3000),
    simulator: Number(env.SIMULATOR_PORT || 3100),
    worker: 0,
  };
  const servers = {
    // The default leads nowhere when none runs, and the doctor says so.
    database: env.DATABASE_URL || (await knownDatabase(rootDir).catch(() => '')),
    ...knownRedis(env, dataDir),
  };
  return startSettings({ env, ports, servers, jwtSecret: keptSecret(dataDir, 'jwt-secret') });
}

function knownRedis({ REDIS_URL }, dataDir) {
  if (REDIS_URL) return { redis: REDIS_URL, ways: { redis: 'given' } };
  const port = lastPort(dataDir, 'redis');
  const redis =
    port === undefined ? composeUrls({}, { asRoot: false }).redis : `redis://127.0.0.1:${port}`;
  return { redis, ways: { redis: 'program' } };
}
