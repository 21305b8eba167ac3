import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readSettings } from '../../config/settings.js';
import { dataSourceOptions } from '../../src/database/data-source.js';
import { makeCertificate } from '../../scripts/lib/certificates.mjs';

const development = { NODE_ENV: 'test' };
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

it.each(['?ssl=true', '?', '#', '/?ssl=%7B%7D', '#secret@db/shop'])(
  'a DATABASE_URL with %s, of which the driver would hear nothing, is refused',
  (rest) => {
    const DATABASE_URL = `mysql://root:secret@db/shop${rest}`;
    const read = () => readSettings({ ...development, DATABASE_URL });
    expect(read).toThrow('DATABASE_URL must be without ? and # (TLS is set by DATABASE_TLS');
    expect(read).not.toThrow('secret');
  },
);

describe('TLS to the database', () => {
  const root = makeCertificate(publicKey, privateKey, 1, { authority: true });
  const dir = mkdtempSync(join(tmpdir(), 'alipay-checkout-settings-'));
  const fileOf = (name: string, text: string): string => {
    writeFileSync(join(dir, name), text);
    return join(dir, name);
  };
  const databaseOf = (DATABASE_TLS?: string, DATABASE_TLS_CA_FILE?: string) =>
    readSettings({ ...development, DATABASE_TLS, DATABASE_TLS_CA_FILE }).database;
  afterAll(() => rmSync(dir, { recursive: true }));

  it.each([
    [undefined, 'no file', undefined, null],
    ['off', 'no file', undefined, null],
    ['verify', 'no file', undefined, { authorities: null }],
    ['verify', 'a certificate', root, { authorities: root }],
    ['verify', 'two', `# two\n${root}\r\n${root}`, { authorities: `# two\n${root}\r\n${root}` }],
  ])('is %s, with %s', (word, _, pem, tls) => {
    const file = pem === undefined ? undefined : fileOf('authorities.pem', pem);
    expect(databaseOf(word, file).tls).toEqual(tls);
  });

  it('is never used without looking at the certificate and its name', () => {
    expect(dataSourceOptions(databaseOf('verify')).extra).toMatchObject({
      ssl: { rejectUnauthorized: true, verifyIdentity: true },
    });
    expect(dataSourceOptions(databaseOf('off')).extra).not.toHaveProperty('ssl');
  });

  it.each(['true', 'on', 'VERIFY', 'no-verify', 'require'])('has no word %s', (word) => {
    expect(() => databaseOf(word)).toThrow('DATABASE_TLS must be one of off, verify');
  });

  it.each([
    ['nothing', () => join(dir, 'nowhere.pem'), 'cannot be read (ENOENT)'],
    ['a folder', () => dir, 'cannot be read (EISDIR)'],
    ['an empty file', () => fileOf('empty', ''), 'must be a PEM file'],
    [
      'a key',
      () => fileOf('key', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()),
      'must be a PEM file',
    ],
    ['half a file', () => fileOf('half', root.slice(0, 400)), 'must be a PEM file'],
    ['one and a half', () => fileOf('half', root + root.slice(0, 400)), 'must be a PEM file'],
    ['what only looks so', () => fileOf('no', root.replaceAll('A', 'B')), 'must be a PEM file'],
  ])(
    'is refused where %s is the file of authorities, among all that is wrong',
    (_, file, fault) => {
      const wrong = {
        ...development,
        DATABASE_TLS: 'verify',
        DATABASE_TLS_CA_FILE: file(),
        PORT: 'x',
      };
      expect(() => readSettings(wrong)).toThrow(`DATABASE_TLS_CA_FILE ${fault}`);
      expect(() => readSettings(wrong)).toThrow('PORT');
    },
  );

  it.each([undefined, 'off'])('is not off by mistake: %s beside a file of authorities', (word) => {
    const read = () => databaseOf(word, fileOf('authorities.pem', root));
    expect(read).toThrow('DATABASE_TLS_CA_FILE needs DATABASE_TLS=verify');
  });
});
