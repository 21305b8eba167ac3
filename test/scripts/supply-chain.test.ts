import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

interface Entry {
  readonly link?: boolean;
  readonly integrity?: string;
  readonly resolved?: string;
}

describe('what is installed', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    readonly packages: Readonly<Record<string, Entry>>;
  };
  const entries = Object.entries(lock.packages).filter(([path]) => path !== '');

  it('is what was locked, to the byte', () => {
    expect(entries.length).toBeGreaterThan(500);
    const open = entries.filter(([, { integrity }]) => integrity?.startsWith('sha512-') !== true);
    expect(open.map(([path]) => path)).toEqual([]);
  });

  it('comes from the registry of whoever installs it', () => {
    expect(entries.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });

  it('runs no script of its own', () => {
    expect(readFileSync('.npmrc', 'utf8')).toMatch(/^ignore-scripts=true$/m);
  });

  it('is run by the same versions of Node everywhere', () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
      readonly engines: { readonly node: string };
    };
    expect(manifest.engines.node).toMatch(/\^22\.\d+\.\d+ \|\| >=24/);
    const images = readFileSync('Dockerfile', 'utf8').match(/^FROM node:\S+/gm);
    expect(new Set(images)).toEqual(new Set(['FROM node:22.23.3-bookworm-slim']));
  });
});
