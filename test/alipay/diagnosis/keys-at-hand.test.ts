import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { outsideContext } from '../../../src/alipay/diagnosis/context.js';
import { keyFileContents } from '../../../src/alipay/diagnosis/key-file-contents.js';
import { consoleText, keysBeside } from '../../../src/alipay/diagnosis/keys-beside.js';
import { alipays, ours } from '../support.js';
import {
  at,
  bare,
  CERTIFICATES,
  FILES,
  NOW,
  open,
  other,
  removeKeyFolders,
  settings,
} from './key-folder.js';

afterAll(removeKeyFolders);

describe('what a file holds', () => {
  it.each([
    ['app.pem', 'private', ours.publicKey],
    ['app-bare.txt', 'private', ours.publicKey],
    ['app-bare-pkcs8.txt', 'private', ours.publicKey],
    ['app-pkcs1-public.txt', 'public', ours.publicKey],
    ['app-public.pem', 'public', ours.publicKey],
    ['alipay-bare.txt', 'public', alipays.publicKey],
    ['app.crt', 'certificate', ours.publicKey],
    ['noise.crt', 'certificate', null],
    ['encrypted.pem', 'encrypted', null],
    ['encrypted-old.pem', 'encrypted', null],
  ])('%s: %s', (name, holds, key) => {
    const contents = keyFileContents(at(name));
    expect(contents?.holds).toBe(holds);
    expect(contents?.publicKey?.equals(key ?? ours.publicKey) ?? null).toBe(
      key === null ? null : true,
    );
  });

  it.each(['none.pem', 'short.txt', 'noise.txt', 'noise.pem', 'far.pem'])('%s: no key', (name) => {
    expect(keyFileContents(at(name))).toBeNull();
  });
});

describe('keys beside the configured ones', () => {
  it('are those of RSA in the folders of each of them', () => {
    const labels = (config = settings()) => keysBeside(config).map(({ label }) => label);
    const holding = ['app.pem', 'app-bare.txt', 'app-public.pem', 'alipay-29.crt', 'weak.pem'];
    expect(labels()).toEqual(expect.arrayContaining(holding.map(at)));
    for (const name of ['curve.pem', 'noise.crt', 'encrypted.pem']) {
      expect(labels()).not.toContain(at(name));
    }
    const old = join(other, 'old.KEY');
    expect(labels()).not.toContain(old);
    const file = join(other, 'x.pem');
    for (const setting of ['PRIVATE_KEY_FILE', 'PUBLIC_KEY_FILE', 'APP_CERT_FILE', 'CERT_FILES']) {
      const there = labels(settings({ [`ALIPAY_${setting}`]: file }));
      expect(there.filter((label) => label.startsWith(other))).toEqual([old]);
    }
    expect(keysBeside(settings()).find(({ label }) => label === at('weak.pem'))).toMatchObject({
      role: 'other',
    });
  });

  it('are looked for in the folders of a new checkout, too', () => {
    const [before, checkout] = [process.cwd(), mkdtempSync(join(tmpdir(), 'key-checks-'))];
    mkdirSync(join(checkout, 'keys', 'dev'), { recursive: true });
    const files = [join('keys', 'a.pem'), join('keys', 'dev', 'b.pem')];
    for (const file of files) writeFileSync(join(checkout, file), FILES['alipay.pem'] ?? '');
    process.chdir(checkout);
    const found = keysBeside(settings()).map(({ label }) => label);
    process.chdir(before);
    rmSync(checkout, { recursive: true });
    expect(found).toEqual(expect.arrayContaining(files));
  });

  it('are a hundred at most, and none where there is no folder', () => {
    const many = mkdtempSync(join(tmpdir(), 'key-checks-'));
    for (let i = 0; i < 101; i += 1)
      writeFileSync(join(many, `${i}.pem`), FILES['alipay.pem'] ?? '');
    const file = join(many, 'x');
    const all = {
      ALIPAY_PRIVATE_KEY_FILE: file,
      ALIPAY_PUBLIC_KEY_FILE: '/none/x',
      ALIPAY_APP_CERT_FILE: file,
      ALIPAY_CERT_FILES: file,
    };
    const found = keysBeside(settings(all)).filter(({ label }) => label.startsWith(many));
    rmSync(many, { recursive: true });
    expect(found).toHaveLength(100);
  });

  it('are shown as the console does', () => {
    const text = bare(open(ours.publicKey));
    expect([consoleText(ours.publicKey), consoleText(ours.privateKey)]).toEqual([text, text]);
  });

  it('are tried by a command, whether the process would start or not', () => {
    const roles = (env: Record<string, string>) => {
      const { keys } = outsideContext(settings(env), NOW);
      return new Set(keys.map(({ role }) => role));
    };
    expect(roles({})).toEqual(new Set(['alipay', 'own', 'other']));
    expect(roles({ ALIPAY_PRIVATE_KEY_FILE: 'none.pem' })).toEqual(new Set(['other']));
    const config = settings({ ALIPAY_PRIVATE_KEY_FILE: 'none.pem', ALIPAY_SELLER_ID: '20880000' });
    const context = outsideContext(config, NOW);
    const { appId, gateway } = config;
    expect(context).toMatchObject({ appId, gateway, sellerId: '20880000' });
    expect(context.trustsCertificate('any')).toBe(true);
    const none = { ...settings(CERTIFICATES), alipayCertFiles: [] };
    expect(() => outsideContext(none, NOW)).toThrow('names no certificate');
  });
});
