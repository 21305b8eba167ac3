import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { preflight, redisStateFaults } from '../../scripts/lib/preflight.mjs';
import { testRedisUrl } from '../support/database.js';
import { freePort } from '../support/ports.js';

const dir = mkdtempSync(join(tmpdir(), 'checkout 预检 '));
const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pkcs1 = pair.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const spki = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const bare = (text: string) => text.replace(/-----[^-]+-----|\n/g, '');
const files: Record<string, string> = {
  'private.pem': pkcs1,
  'private.txt': bare(pkcs1),
  'public.pem': spki,
  'public.txt': bare(spki),
  'words.txt': 'the key is in the safe',
};
const servers: Server[] = [];
let closedPort: number;

beforeAll(async () => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  closedPort = await freePort();
});
afterAll(() => {
  servers.forEach((server) => server.close());
  rmSync(dir, { recursive: true });
});

/** A server that says one thing to everybody. */
async function saying(text: string): Promise<number> {
  const port = await freePort();
  const server = createServer((socket) => socket.on('error', () => undefined).write(text));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return port;
}

const look = (env: Record<string, string>, freeMb = 10_000) =>
  preflight(env, { rootDir: dir, freeMb: () => freeMb });

const databaseUrl = () => new URL(process.env['TEST_DATABASE_URL'] ?? '');
function changed(change: (url: URL) => void): string {
  const url = databaseUrl();
  change(url);
  return url.href;
}

describe('before a start', () => {
  it('wants more room for the first start than for a later one', async () => {
    expect(await look({}, 799)).toHaveLength(1);
    mkdirSync(join(dir, 'node_modules'));
    mkdirSync(join(dir, 'dist'));
    expect(await look({}, 100)).toEqual([]);
    expect(await look({}, 99)).toHaveLength(1);
  });

  it('finds nothing wrong where nothing is set, or all is well', async () => {
    expect(await look({})).toEqual([]);
    for (const [key, publicKey] of [
      ['private.pem', 'public.pem'],
      ['private.txt', 'public.txt'],
    ]) {
      const env = {
        DATABASE_URL: databaseUrl().href,
        REDIS_URL: testRedisUrl(),
        CART_REDIS_URL: testRedisUrl(),
        ALIPAY_PRIVATE_KEY_FILE: String(key),
        ALIPAY_PUBLIC_KEY_FILE: String(publicKey),
      };
      expect(await look(env)).toEqual([]);
    }
  });

  it('names everything that is wrong at once, one line each, without a password', async () => {
    const faults = await look(
      {
        DATABASE_URL: `mysql://shop:s3cret@127.0.0.1:${closedPort}/shop`,
        REDIS_URL: `redis://:s3cret@127.0.0.1:${closedPort}/0`,
        ALIPAY_PRIVATE_KEY_FILE: 'words.txt',
        ALIPAY_PUBLIC_KEY_FILE: 'absent.pem',
      },
      12,
    );
    expect(faults).toEqual([
      expect.stringMatching(/^The disk of .* has 12 MB left, .*: make room/),
      expect.stringMatching(
        /^ALIPAY_PRIVATE_KEY_FILE: words\.txt holds no such key: .*keys\/README/,
      ),
      expect.stringMatching(/^ALIPAY_PUBLIC_KEY_FILE: absent\.pem cannot be read \(ENOENT\): /),
      `DATABASE_URL: nobody listens at 127.0.0.1:${closedPort}: start the server, or correct host and port.`,
      `REDIS_URL: nobody listens at 127.0.0.1:${closedPort}: start the server, or correct host and port.`,
    ]);
    expect(faults.join('\n')).not.toContain('s3cret');
    expect(faults.every((fault) => !fault.includes('\n'))).toBe(true);
  });

  it.each<[string, () => string, RegExp]>([
    [
      'a wrong password',
      () => changed((url) => (url.password = 'wrong')),
      /does not let ".*" in: correct/,
    ],
    [
      'no such database',
      () => changed((url) => (url.pathname = '/no_such_shop')),
      /there is no database "no_such_shop": make it/,
    ],
    ['no such host', () => 'mysql://u:p@shop.invalid/shop', /shop\.invalid/],
    [
      'another scheme',
      () => 'postgres://u:p@127.0.0.1/shop',
      /no address of a database: write mysql:/,
    ],
    ['no address', () => 'localhost', /no address of a database/],
  ])('tells of a DATABASE_URL with %s', async (_, url, said) => {
    const faults = await look({ DATABASE_URL: url() });
    expect(faults).toEqual([expect.stringMatching(said)]);
    expect(faults[0]).toMatch(/^DATABASE_URL: /);
  });

  it.each<[string, string, RegExp]>([
    [
      'wants a password',
      '-NOAUTH Authentication required.\r\n',
      /NOAUTH .*: correct the user or the password/,
    ],
    ['is loading', '-LOADING Redis is loading the dataset in memory\r\n', /LOADING .*: wait until/],
    [
      'gives the user no right',
      '-NOPERM this user has no permissions\r\n',
      /NOPERM .*: give the user/,
    ],
  ])('tells of a Redis that %s', async (_, answer, said) => {
    const port = await saying(answer);
    const faults = await look({ REDIS_URL: `redis://127.0.0.1:${port}` });
    expect(faults).toEqual([expect.stringMatching(said)]);
  });

  it('tells of a REDIS_URL that is no address, of a database that is not there, and of a public key as the private one', async () => {
    expect(await look({ REDIS_URL: 'localhost:6379' })).toEqual([
      expect.stringMatching(/^REDIS_URL: .*write redis:/),
    ]);
    const other = new URL(testRedisUrl());
    other.pathname = '/9999';
    expect(await look({ CART_REDIS_URL: other.href })).toEqual([
      expect.stringMatching(/^CART_REDIS_URL: Redis refuses/),
    ]);
    expect(await look({ ALIPAY_PRIVATE_KEY_FILE: 'public.pem' })).toHaveLength(1);
  });
});

it('calls no start a success while a Redis is not up', () => {
  expect(redisStateFaults({ REDIS_URL: 'up', CART_REDIS_URL: undefined })).toEqual([]);
  expect(redisStateFaults({ REDIS_URL: 'down', CART_REDIS_URL: 'full' })).toEqual([
    'REDIS_URL: it does not answer: start it, or correct the address.',
    'CART_REDIS_URL: its memory is full: give it more, or empty it.',
  ]);
  expect(redisStateFaults({ REDIS_URL: 'refuses' })).toEqual([
    'REDIS_URL: it refuses us (refuses).',
  ]);
});
