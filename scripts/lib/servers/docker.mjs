import { findProgram } from '../process/find-program.mjs';
import { run } from '../process/processes.mjs';
import { step, UserError } from '../say.mjs';

/** What docker-compose.yml uses when nothing is set: for development on this machine only. */
const developmentPassword = 'development-only';
const defaultPorts = { database: 23306, redis: 26379 };

/** Whether an engine answers and its client has compose; a client alone is of no use. */
export async function dockerAnswers() {
  if (!findProgram(['docker'])) return false;
  const engine = await run('docker', ['info', '--format', '{{.ServerVersion}}'], {
    timeoutMs: 5000,
  });
  if (engine.code !== 0) return false;
  const plugin = await run('docker', ['compose', 'version'], { timeoutMs: 5000 });
  return plugin.code === 0;
}

/**
 * Brings up services of docker-compose.yml and waits until they are healthy.
 *
 * @param {{ rootDir: string, services: string[], project?: string | undefined,
 *   settings: Record<string, string> }} request `project` is a throw-away one, removed with its volumes at the end
 * @param {import('../process/cleanup.mjs').Cleanup} cleanup
 */
export async function composeUp({ rootDir, services, project, settings }, cleanup) {
  const options = { cwd: rootDir, env: { ...process.env, ...settings } };
  const compose = (...args) =>
    run('docker', ['compose', ...(project ? ['--project-name', project] : []), ...args], options);
  const before = await compose('ps', '--services', '--status', 'running');
  const running = before.code === 0 ? before.output.split('\n').map((line) => line.trim()) : [];
  const ours = services.filter((service) => !running.includes(service));
  cleanup.defer(() => {
    if (project) return compose('down', '--volumes', '--timeout', '5');
    return ours.length > 0 ? compose('stop', ...ours) : undefined;
  });
  const { code, output } = await step(`Docker: starting ${services.join(' and ')}`, () =>
    compose('up', '--detach', '--wait', ...services),
  );
  if (code === 0) return;
  throw new UserError(
    `docker compose up failed:\n${output.trim().split('\n').slice(-15).join('\n')}\n` +
      'Set DATABASE_URL and REDIS_URL to use other servers.',
  );
}

/** The addresses under which the services of docker-compose.yml are reached from this machine. */
export function composeUrls(settings, { asRoot }) {
  const value = (name, fallback) => settings[name] ?? process.env[name] ?? fallback;
  const database = new URL('mysql://127.0.0.1/alipay_checkout');
  database.port = value('DATABASE_PORT', String(defaultPorts.database));
  database.username = asRoot ? 'root' : 'checkout';
  database.password = value(
    asRoot ? 'DATABASE_ROOT_PASSWORD' : 'DATABASE_PASSWORD',
    developmentPassword,
  );
  const redis = `redis://127.0.0.1:${value('REDIS_PORT', String(defaultPorts.redis))}`;
  return { database: database.href, redis };
}
