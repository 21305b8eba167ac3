import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { readSettings } from '../../config/settings.js';
import { Cleanup } from '../../scripts/lib/process/cleanup.mjs';
import { Ledger } from '../../scripts/lib/process/ledger.mjs';
import { startDatabase } from '../../scripts/lib/servers/private-database.mjs';
import { databaseUser, fileFor, folderFor } from '../../scripts/lib/process/private-folder.mjs';
import { dataSourceOptions } from '../../src/database/data-source.js';
import { databaseTrouble } from '../../src/database/database-trouble.js';
import { PreparedReads } from '../../src/database/batching/prepared-reads.js';
import { makeCertificate } from '../../scripts/lib/certificates.mjs';
import { openProxy } from '../support/cuttable-proxy.js';
import { testDatabaseUrl } from '../support/database.js';
import { canStartDatabase, rowsDatabase } from '../support/row-servers.js';

const SILENCE_MS = 800;
const describeWithServer = canStartDatabase ? describe : describe.skip;

const authority = generateKeyPairSync('rsa', { modulusLength: 2048 });
const server = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const AUTHORITY = { issuer: 'authority', subject: 'authority', authority: true };

/** A door at which a server says one thing to whoever comes: an error, of the number and text that it has. */
async function openErringDoor(errno: number, text: string): Promise<Server> {
  const said = Buffer.concat([Buffer.from([0xff, errno & 0xff, errno >> 8]), Buffer.from(text)]);
  const door = createServer((socket) => {
    socket.end(Buffer.concat([Buffer.from([said.length, 0, 0, 0]), said]));
  });
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  return door;
}

describe('a start', () => {
  const openAt = (url: string, more = {}) =>
    new DataSource(
      dataSourceOptions(readSettings({ NODE_ENV: 'test', DATABASE_URL: url, ...more }).database),
    ).initialize();

  it('names the setting when the database has no trusted certificate, or none', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'alipay-checkout-tls-'));
    const foreign = join(dir, 'authority.pem');
    writeFileSync(foreign, makeCertificate(other.publicKey, other.privateKey, 1, AUTHORITY));
    const verify = { DATABASE_TLS: 'verify', DATABASE_TLS_CA_FILE: foreign };
    await expect(openAt(testDatabaseUrl(), verify)).rejects.toThrow(/^DATABASE_TLS=verify: /);
    rmSync(dir, { recursive: true });
  });

  it('names it when MySQL wants TLS', async () => {
    const door = await openErringDoor(3159, 'Connections using insecure transport are prohibited');
    const { port } = door.address() as AddressInfo;
    const [opened] = await Promise.allSettled([openAt(`mysql://root@127.0.0.1:${port}/a_shop`)]);
    door.close();
    expect(opened).toMatchObject({
      status: 'rejected',
      reason: { message: expect.stringMatching(/^DATABASE_TLS=off: the database takes no/) },
    });
  });
});

describeWithServer('a database that takes TLS alone (needs mariadbd or mysqld)', () => {
  const cleanup = new Cleanup();
  const dir = mkdtempSync(join(tmpdir(), 'alipay-checkout-tls-'));
  const dataDir = join(dir, 'data');
  const ours = join(dir, 'authority.pem');
  const others = join(dir, 'other-authority.pem');
  const verify = { DATABASE_TLS: 'verify', DATABASE_TLS_CA_FILE: ours };
  let url: URL;
  let operator: DataSource;

  /** The server's certificate, which the server reads when it starts and when it is told to. */
  function certify(names: readonly string[]): void {
    const particulars = { issuer: 'authority', subject: 'database', names };
    const pem = makeCertificate(server.publicKey, authority.privateKey, 2, particulars);
    fileFor(join(dataDir, 'tls/server.pem'), pem, databaseUser(dataDir));
  }

  beforeAll(async () => {
    mkdirSync(dataDir);
    const rootOf = ({ publicKey, privateKey }: typeof authority) =>
      makeCertificate(publicKey, privateKey, 1, AUTHORITY);
    writeFileSync(ours, rootOf(authority));
    writeFileSync(others, rootOf(server));
    folderFor(join(dataDir, 'tls'), databaseUser(dataDir));
    const key = server.privateKey.export({ type: 'pkcs8', format: 'pem' });
    fileFor(join(dataDir, 'tls/server-key.pem'), key, databaseUser(dataDir));
    certify(['localhost', '127.0.0.1']);
    const tuning = [
      // MySQL would hold the certificate against the authority that it makes for itself.
      `--ssl-ca=${ours}`,
      `--ssl-cert=${join(dataDir, 'tls/server.pem')}`,
      `--ssl-key=${join(dataDir, 'tls/server-key.pem')}`,
      '--require-secure-transport=ON',
    ];
    const ledger = new Ledger(dataDir);
    const shared = { dir: dataDir, ledger, durable: false, database: 'a_shop', tuning };
    const request = { ...shared, ...(await rowsDatabase()) };
    url = new URL(await startDatabase(request, cleanup));
    operator = await open(verify);
  });

  afterAll(async () => {
    await operator?.destroy();
    await cleanup.run();
    rmSync(dir, { recursive: true, force: true });
  });

  function open(env: Readonly<Record<string, string>>, at: Partial<URL> = {}): Promise<DataSource> {
    const there = Object.assign(new URL(url), at).href;
    const settings = { NODE_ENV: 'test', DATABASE_URL: there, DATABASE_POOL: '1', ...env };
    const limits = { silenceTimeoutMs: SILENCE_MS };
    const config = { ...readSettings(settings).database, ...limits };
    return new DataSource(dataSourceOptions(config)).initialize();
  }

  async function refusalOf(opening: Promise<DataSource>): Promise<Error> {
    const [opened] = await Promise.allSettled([opening]);
    if (opened.status === 'fulfilled') await opened.value.destroy();
    if (opened.status === 'fulfilled') throw new Error('it was let in');
    const refusal = opened.reason as Error;
    expect(JSON.stringify({ ...refusal, text: String(refusal) })).not.toContain(url.password);
    return refusal;
  }

  it.each(['localhost', '127.0.0.1'])(
    'hears all in cipher, of migrations and prepared reads too, at %s',
    async (hostname) => {
      const source = await open(verify, { hostname });
      try {
        const cipher = "SHOW STATUS LIKE 'Ssl_cipher'";
        for (const rows of [
          await source.query(cipher),
          await new PreparedReads(source).rows(cipher, []),
        ]) {
          expect(rows).toEqual([
            { Variable_name: 'Ssl_cipher', Value: expect.stringMatching(/^\w+/) },
          ]);
        }
        await source.runMigrations();
      } finally {
        await source.destroy();
      }
    },
  );

  it.each([
    ['is of an authority that nobody named', { DATABASE_TLS: 'verify' }],
    ['is of another than the one that was named', { ...verify, DATABASE_TLS_CA_FILE: others }],
  ])('is told nothing when its certificate %s', async (_, env) => {
    const refusal = await refusalOf(open(env));
    expect(refusal.message).toContain('DATABASE_TLS=verify: no trusted connection');
    expect(refusal.message).toContain('certificate');
    expect(databaseTrouble(refusal)?.problem.kind).toBe('unavailable');
  });

  it('refuses who does not use TLS', async () => {
    // MariaDB tells no more than that of who has the right password.
    const refusal = await refusalOf(open({}));
    expect(refusal.message).toMatch(/^(Access denied|DATABASE_TLS=off: )/);
  });

  it('is given up when it is silent', async () => {
    const proxy = await openProxy(Number(url.port));
    try {
      const source = await open(verify, { port: String(proxy.port) });
      proxy.freeze();
      await expect(source.query('SELECT 1')).rejects.toThrow(`silent for ${SILENCE_MS} ms`);
      proxy.heal();
      expect(await source.query('SELECT 1')).toHaveLength(1);
      await source.destroy();
    } finally {
      await proxy.close();
    }
  });

  it.each([
    ['127.0.0.1', ['localhost']],
    ['localhost', ['127.0.0.1', 'database.example']],
  ])('is told nothing at %s when its certificate is for %j', async (hostname, names) => {
    certify(names);
    const [row]: { version: string }[] = await operator.query('SELECT VERSION() AS version');
    const isMariaDb = row?.version.includes('MariaDB');
    await operator.query(isMariaDb ? 'FLUSH SSL' : 'ALTER INSTANCE RELOAD TLS');
    const refusal = await refusalOf(open(verify, { hostname }));
    expect(refusal.message).toContain('no trusted connection');
    expect(refusal.message).toContain(hostname);
  });
});
