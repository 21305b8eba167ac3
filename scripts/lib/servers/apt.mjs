import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { findProgram } from '../process/find-program.mjs';
import { run } from '../process/processes.mjs';
import { step, UserError } from '../say.mjs';

const policyFile = '/usr/sbin/policy-rc.d';

/** Whether Debian's packages can be installed here: apt-get is there and we are root. */
export function canApt() {
  return process.getuid?.() === 0 && findProgram(['apt-get']) !== undefined;
}

/**
 * Installs Debian packages without starting the services that they bring, now or at the next boot: this
 * project runs private instances and wants no daemon of the system's.
 *
 * @param {readonly string[]} packages
 * @param {readonly string[]} [services] units to leave disabled
 * @throws {UserError} when apt refuses, with its last lines
 */
export async function aptInstall(packages, services = []) {
  const ownPolicy = !existsSync(policyFile);
  if (ownPolicy) writeFileSync(policyFile, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await apt(`Reading Debian's list of packages`, ['update']);
    await apt(`Installing ${packages.join(', ')}`, [
      'install',
      '--yes',
      '--no-install-recommends',
      ...packages,
    ]);
  } finally {
    if (ownPolicy) rmSync(policyFile, { force: true });
  }
  if (services.length > 0 && existsSync('/run/systemd/system')) {
    await run('systemctl', ['disable', ...services]);
  }
}

async function apt(title, args) {
  const patient = ['-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::Retries=2', '-q'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { code, output } = await step(title, () => run('apt-get', [...patient, ...args], { env }));
  if (code === 0) return;
  throw new UserError(
    `apt-get ${args[0]} failed:\n${output.trim().split('\n').slice(-15).join('\n')}`,
  );
}
