import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '../process/find-program.mjs';
import { run } from '../process/processes.mjs';
import { step, UserError } from '../say.mjs';

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/**
 * Unpacks packages of another release of Debian, with all that they need, into a folder: nothing of it is installed,
 * and apt's own lists and state stay as they are. Answers the folder's root; one that was unpacked before is used again.
 *
 * @param {{ suite: string, packages: readonly string[], dir: string }} request `suite` such as `sid`
 * @returns {Promise<string>}
 * @throws {UserError} when this is no Debian, or apt refuses
 */
export async function unpackPackages({ suite, packages, dir }) {
  const root = join(dir, 'root');
  if (existsSync(root)) return root;
  if (!findProgram(['apt-get']) || !findProgram(['dpkg-deb'])) {
    throw new UserError(`Packages of Debian can be unpacked only where apt-get and dpkg-deb are.`);
  }
  const state = await privateState(join(dir, 'apt'), suite);
  await apt(`Reading the list of packages of ${suite}`, state, ['update']);
  const download = ['install', '--download-only', '--yes', '--no-install-recommends', ...packages];
  await apt(`Downloading ${packages.join(', ')} of ${suite}`, state, download);
  await step('Unpacking them', () => unpackAll(join(state.dir, 'archives'), root));
  rmSync(state.dir, { recursive: true, force: true });
  return root;
}

/** A folder that is apt's whole world: it knows of one suite, and takes nothing to be installed. */
async function privateState(dir, suite) {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(join(dir, 'lists', 'partial'), { recursive: true });
  mkdirSync(join(dir, 'archives', 'partial'), { recursive: true });
  writeFileSync(join(dir, 'status'), '');
  const source = `deb [signed-by=${keyring}] ${await debianMirror()} ${suite} main\n`;
  writeFileSync(join(dir, 'sources.list'), source);
  const settings = {
    'Dir::State': dir,
    'Dir::State::Lists': join(dir, 'lists'),
    'Dir::State::status': join(dir, 'status'),
    'Dir::Cache': dir,
    'Dir::Cache::Archives': join(dir, 'archives'),
    'Dir::Etc::SourceList': join(dir, 'sources.list'),
    'Dir::Etc::SourceParts': '/dev/null',
    'Dir::Etc::Preferences': '/dev/null',
    'Dir::Etc::PreferencesParts': '/dev/null',
    // The user of the downloads may not be let into this folder.
    'APT::Sandbox::User': 'root',
  };
  return {
    dir,
    options: Object.entries(settings).flatMap(([name, to]) => ['-o', `${name}=${to}`]),
  };
}

/** The mirror from which this machine's own packages come. */
async function debianMirror() {
  const { output } = await run('apt-get', ['indextargets', '--format', '$(REPO_URI)']);
  const mirror = output.split('\n').find((uri) => /\/debian\/?$/.test(uri.trim()));
  if (mirror) return mirror.trim();
  throw new UserError(
    `apt knows no mirror of Debian here: other releases' packages have no source.`,
  );
}

async function apt(title, { options }, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const call = ['-q', '-o', 'Acquire::Retries=2', ...options, ...args];
  const { code, output } = await step(title, () => run('apt-get', call, { env }));
  if (code === 0) return;
  const lastLines = output.trim().split('\n').slice(-15).join('\n');
  throw new UserError(`apt-get ${args[0]} failed:\n${lastLines}`);
}

/** Half a folder, left by an interrupted try, never has the name of a whole one. */
async function unpackAll(archives, root) {
  const half = `${root}.half`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half);
  for (const file of readdirSync(archives).filter((name) => name.endsWith('.deb'))) {
    const { code, output } = await run('dpkg-deb', ['--extract', join(archives, file), half]);
    if (code !== 0) throw new UserError(`${file} could not be unpacked:\n${output.slice(-500)}`);
  }
  renameSync(half, root);
}
