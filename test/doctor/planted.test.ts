import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EnvReader } from '../../config/env-reader.js';
import { AlipayConfig } from '../../config/alipay.config.js';
import { serialOf } from '../../src/alipay/certificates.js';
import { contextOf } from '../../src/alipay/diagnosis/context.js';
import { diagnose } from '../../src/alipay/diagnosis/diagnose.js';
import { checkEnvironment, checkReply } from '../../src/alipay/diagnosis/gateway-checks.js';
import { probeGateway } from '../../src/alipay/diagnosis/gateway-probe.js';
import { checkKeys } from '../../src/alipay/diagnosis/key-checks.js';
import { readAlipayKeys } from '../../src/alipay/keys.js';
import { signRsa2 } from '../../src/alipay/signing.js';
import { migrations } from '../../src/database/migrations/index.js';
import { type DatabaseFacts, judgeDatabase } from '../../src/doctor/checks/database.check.js';
import {
  judgeHistory,
  judgeProcesses,
  judgeProxies,
} from '../../src/doctor/checks/history.check.js';
import { checkNotifyUrl } from '../../src/doctor/checks/notify-url.check.js';
import { judgeDisk, judgeNode } from '../../src/doctor/checks/process.check.js';
import { judgeRedis, type RedisFacts } from '../../src/doctor/checks/redis.check.js';
import { DIAGNOSES, type DoctorFinding, type Mistake } from '../../src/doctor/diagnoses.js';
import { reportOf } from '../../src/doctor/report.js';
import type { Sighting } from '../../src/doctor/sightings.js';
import { makeCertificate } from '../../scripts/lib/certificates.mjs';
import { signedAnswer, startGatewayStub, text, type GatewayStub } from '../alipay/gateway-stub.js';
import {
  changed,
  CHINESE,
  contextFor,
  fieldsOf,
  PLUS,
  RETURNED,
} from '../alipay/diagnosis/mistakes.js';
import { alipays, ours, strangers } from '../alipay/support.js';

const NOW = new Date('2026-11-21T04:00:00Z');
const REAL = 'https://openapi.alipay.com/gateway.do';
const SANDBOX = 'https://openapi-sandbox.dl.alipaydev.com/gateway.do';

const directory = mkdtempSync(join(tmpdir(), 'doctor-keys-'));
const pathOf = (name: string) => join(directory, name);
const write = (name: string, content: string) => writeFileSync(pathOf(name), content);
const secretPem = (key = ours.privateKey) =>
  key.export({ type: 'pkcs8', format: 'pem' }).toString();
const publicPem = (key = alipays.publicKey) =>
  key.export({ type: 'spki', format: 'pem' }).toString();
const bare = (pem: string) => pem.replaceAll(/-----[^-]+-----|\s/g, '');

let stub: GatewayStub;
let notify: Server;
let answerNotify: RequestListener;
beforeAll(async () => {
  const weak = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const root = makeCertificate(alipays.publicKey, alipays.privateKey, 1, {
    issuer: 'Root',
    subject: 'Root',
    authority: true,
  });
  const ofAlipay = (more = {}) =>
    makeCertificate(alipays.publicKey, alipays.privateKey, 2, {
      issuer: 'Root',
      subject: 'Alipay',
      ...more,
    });
  write('app.pem', secretPem());
  write('app-bare.txt', bare(ours.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()));
  write('app-public.pem', publicPem(ours.publicKey));
  write('alipay.pem', publicPem());
  write('weak.pem', secretPem(weak.privateKey));
  write(
    'encrypted.pem',
    ours.privateKey
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
      .toString(),
  );
  write('nonsense.pem', 'hello');
  write('root.crt', root);
  write('app.crt', makeCertificate(ours.publicKey, alipays.privateKey, 3, { issuer: 'Root' }));
  write(
    'other-app.crt',
    makeCertificate(strangers.publicKey, alipays.privateKey, 4, { issuer: 'Root' }),
  );
  write('alipay.crt', ofAlipay());
  write('alipay-ended.crt', ofAlipay({ from: '2020-01-01', to: '2026-11-01' }));
  write('alipay-soon.crt', ofAlipay({ from: '2020-01-01', to: '2026-12-01' }));
  write(
    'alipay-stray.crt',
    makeCertificate(alipays.publicKey, strangers.privateKey, 5, { issuer: 'Nobody' }),
  );
  stub = await startGatewayStub();
  notify = createServer((request, response) => answerNotify(request, response));
  await new Promise<void>((resolve) => notify.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await stub.close();
  notify.close();
  rmSync(directory, { recursive: true, force: true });
});

function configOf(env: Record<string, string> = {}): AlipayConfig {
  const files = Object.fromEntries(
    Object.entries({
      ALIPAY_PRIVATE_KEY_FILE: 'app.pem',
      ALIPAY_PUBLIC_KEY_FILE: 'alipay.pem',
      ALIPAY_APP_CERT_FILE: 'app.crt',
      ALIPAY_ROOT_CERT_FILE: 'root.crt',
      ALIPAY_CERT_FILES: 'alipay.crt',
      ...env,
    }).map(([name, value]) => [
      name,
      /FILE/.test(name) && !value.startsWith('keys/') ? pathOf(value) : value,
    ]),
  );
  return new AlipayConfig(new EnvReader({ ALIPAY_APP_ID: '9021000000000001', ...files }));
}

const CERTIFICATES = { ALIPAY_MODE: 'certificate' };
const keys = (env: Record<string, string>) => () => checkKeys(configOf(env), NOW);
const environment =
  (env: Record<string, string>, isProduction = false) =>
  () =>
    checkEnvironment(configOf(env), isProduction);

async function asked(env: Record<string, string> = {}, now = new Date()): Promise<DoctorFinding[]> {
  const config = configOf({ ALIPAY_GATEWAY: stub.url, ...env });
  const held = readAlipayKeys(config, NOW);
  const reply = await probeGateway(config, held, { now: () => now });
  return checkReply(reply, held, contextOf(config, held));
}
const ROOT = 'alipay_trade_query_response';
const gateway =
  (reply: GatewayStub['reply'], env: Record<string, string> = {}, now?: Date) =>
  () => {
    stub.reply = reply;
    return asked(env, now);
  };
const refusal = (code: string, sub_code: string) =>
  signedAnswer(ROOT, { code, msg: 'x', sub_code });
const ABSENT = signedAnswer(ROOT, {
  code: '40004',
  msg: 'Business Failed',
  sub_code: 'ACQ.TRADE_NOT_EXIST',
});

const url = (path = '/api/v1/alipay/notify') =>
  `http://127.0.0.1:${(notify.address() as AddressInfo).port}${path}`;
const PUBLIC = [{ address: '93.184.216.34', family: 4 }];
const notified = (answer: RequestListener) => async () => {
  answerNotify = answer;
  return [
    await checkNotifyUrl({
      url: url(),
      mayBeLocal: true,
      resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
      timeoutMs: 60_000,
    }),
  ];
};
const outside =
  (address: string, resolved: { address: string; family: number }[] = PUBLIC) =>
  async () => [
    await checkNotifyUrl({
      url: address,
      mayBeLocal: false,
      resolve: () => Promise.resolve(resolved),
      timeoutMs: 500,
    }),
  ];
const page =
  (status: number, headers: Record<string, string>, body: string): RequestListener =>
  (_request, response) =>
    void response.writeHead(status, headers).end(body);

const DATABASE: DatabaseFacts = {
  version: '8.0.40',
  variables: {
    transaction_isolation: 'READ-COMMITTED',
    sql_mode: 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION',
    max_allowed_packet: '67108864',
    innodb_flush_log_at_trx_commit: '1',
    sync_binlog: '1',
    log_bin: 'ON',
    max_connections: '151',
    read_only: 'OFF',
  },
  skewMs: 3,
  migrations: migrations.map(({ name }) => name),
};
const database =
  (more: Partial<DatabaseFacts>, connections = 20) =>
  () =>
    judgeDatabase({ ...DATABASE, ...more }, { isProduction: true, connections });
const variable = (name: string, value: string) =>
  database({ variables: { ...DATABASE.variables, [name]: value } });

const REDIS: RedisFacts = {
  setting: 'REDIS_URL',
  state: 'up',
  troubles: [],
  version: '7.2.4',
  policy: 'noeviction',
  isPersistent: true,
};
const redis = (more: Partial<RedisFacts>) => () => judgeRedis({ ...REDIS, ...more }, true);
const trouble = (code: string) => redis({ state: 'refuses', troubles: [{ code, remedy: 'x' }] });

const api = (proxies: number, forwarded: number, fewestEntries: number | null): Sighting => ({
  kind: 'api',
  facts: {
    node: 'v22.22.3',
    pool: 10,
    proxies,
    forwarded: { requests: 100, forwarded, fewestEntries },
  },
});
const WORKER: Sighting = { kind: 'worker', facts: { node: 'v22.22.3', pool: 10 } };
const proxy =
  (...seen: Parameters<typeof api>) =>
  () =>
    judgeProxies([api(...seen), WORKER]);

const message =
  (body: string, context = contextFor(CHINESE)) =>
  () =>
    diagnose(Buffer.from(body), context).mistakes.map(
      (one) => ({ verdict: 'wrong', ...one }) as const,
    );

/** What somebody did wrong, how it is called, and the look that has to name it. */
const PLANTED: readonly (readonly [
  string,
  Mistake,
  () => readonly DoctorFinding[] | Promise<readonly DoctorFinding[]>,
])[] = [
  ['no private key', 'key-unreadable', keys({ ALIPAY_PRIVATE_KEY_FILE: 'none.pem' })],
  [
    'a private key that is none',
    'key-not-understood',
    keys({ ALIPAY_PRIVATE_KEY_FILE: 'nonsense.pem' }),
  ],
  [
    'both keys swapped',
    'key-is-public',
    keys({ ALIPAY_PRIVATE_KEY_FILE: 'alipay.pem', ALIPAY_PUBLIC_KEY_FILE: 'app.pem' }),
  ],
  ['a private key as Alipay’s', 'key-is-private', keys({ ALIPAY_PUBLIC_KEY_FILE: 'app.pem' })],
  ['our public key as Alipay’s', 'key-is-own', keys({ ALIPAY_PUBLIC_KEY_FILE: 'app-public.pem' })],
  [
    'a certificate as Alipay’s key',
    'key-is-certificate',
    keys({ ALIPAY_PUBLIC_KEY_FILE: 'alipay.crt' }),
  ],
  ['a key of 1024 bits', 'key-weak', keys({ ALIPAY_PRIVATE_KEY_FILE: 'weak.pem' })],
  ['a key with a password', 'key-encrypted', keys({ ALIPAY_PRIVATE_KEY_FILE: 'encrypted.pem' })],
  [
    'the simulator’s keys at Alipay',
    'key-of-development',
    keys({ ALIPAY_GATEWAY: REAL, ALIPAY_PRIVATE_KEY_FILE: 'keys/dev/app-private-key.pem' }),
  ],
  [
    'another app’s certificate',
    'certificate-of-others',
    keys({ ...CERTIFICATES, ALIPAY_APP_CERT_FILE: 'other-app.crt' }),
  ],
  [
    'our certificate as Alipay’s',
    'certificates-swapped',
    keys({ ...CERTIFICATES, ALIPAY_CERT_FILES: 'app.crt' }),
  ],
  [
    'a certificate that ended',
    'certificate-ended',
    keys({ ...CERTIFICATES, ALIPAY_CERT_FILES: 'alipay-ended.crt' }),
  ],
  [
    'a certificate that ends soon',
    'certificate-ends-soon',
    keys({ ...CERTIFICATES, ALIPAY_CERT_FILES: 'alipay-soon.crt' }),
  ],
  [
    'a certificate of no root',
    'certificate-chain',
    keys({ ...CERTIFICATES, ALIPAY_CERT_FILES: 'alipay-stray.crt' }),
  ],
  [
    'a root file without roots',
    'key-not-certificate',
    keys({ ...CERTIFICATES, ALIPAY_ROOT_CERT_FILE: 'app.pem' }),
  ],

  [
    'the dead sandbox',
    'gateway-dead',
    environment({ ALIPAY_GATEWAY: 'https://openapi.alipaydev.com/gateway.do' }),
  ],
  ['a sandbox app in production', 'environments-mixed', environment({ ALIPAY_GATEWAY: REAL })],
  [
    'a production app in the sandbox',
    'environments-mixed',
    environment({ ALIPAY_GATEWAY: SANDBOX, ALIPAY_APP_ID: '2021003123456789' }),
  ],
  [
    'a gateway without its path',
    'gateway-address',
    environment({
      ALIPAY_GATEWAY: 'https://openapi.alipay.com',
      ALIPAY_APP_ID: '2021003123456789',
    }),
  ],
  [
    'a gateway without TLS',
    'gateway-address',
    environment({
      ALIPAY_GATEWAY: 'http://openapi.alipay.com/gateway.do',
      ALIPAY_APP_ID: '2021003123456789',
    }),
  ],
  ['a simulator in production', 'simulator-in-production', environment({}, true)],

  [
    'another public key in the console',
    'signature-refused',
    gateway(refusal('40002', 'isv.invalid-signature')),
  ],
  [
    'an app that is not there',
    'application-unknown',
    gateway(
      text(
        '{"error_response":{"code":"40002","msg":"Invalid Arguments","sub_code":"isv.invalid-app-id"}}',
      ),
    ),
  ],
  [
    'a product that is not signed',
    'permission-missing',
    gateway(refusal('40006', 'isv.insufficient-isv-permissions')),
  ],
  ['a clock of an hour ago', 'clock-wrong', gateway(ABSENT, {}, new Date(Date.now() - 3_600_000))],
  [
    'another’s key as Alipay’s',
    'unknown-key',
    gateway(signedAnswer(ROOT, { code: '10000' }, strangers.privateKey)),
  ],
  [
    'a page in the gateway’s place',
    'answer-no-json',
    gateway(text('<html>Sign in to this network</html>')),
  ],
  ['a wrong path of the gateway', 'gateway-status', gateway(text('no', 404))],
  [
    'a gateway that nobody reaches',
    'gateway-unreachable',
    () => asked({ ALIPAY_GATEWAY: 'http://127.0.0.1:1/gateway.do' }),
  ],

  [
    'a notify address of this machine',
    'notify-not-public',
    outside('http://127.0.0.1:3000/api/v1/alipay/notify'),
  ],
  [
    'a name that leads to a private address',
    'notify-not-public',
    outside('https://shop.example/x', [{ address: '10.1.2.3', family: 4 }]),
  ],
  [
    'a name that is mapped to this machine',
    'notify-not-public',
    outside('https://shop.example/x', [...PUBLIC, { address: '::1', family: 6 }]),
  ],
  ['a notify address without TLS', 'notify-not-https', outside('http://shop.example/x')],
  ['a name without an address', 'notify-no-name', outside('https://shop.example/x', [])],
  [
    'a redirect to https',
    'notify-redirects',
    notified(page(301, { location: 'https://shop.example/' }, '')),
  ],
  [
    'a redirect to a sign-in',
    'notify-sign-in',
    notified(page(302, { location: '/login?next=1' }, '')),
  ],
  [
    'a page to sign in',
    'notify-sign-in',
    notified(
      page(200, { 'content-type': 'text/html' }, '<form>Sign in <input type=password></form>'),
    ),
  ],
  [
    'basic authentication',
    'notify-sign-in',
    notified(page(401, { 'www-authenticate': 'Basic' }, '')),
  ],
  [
    'a challenge',
    'notify-challenge',
    notified(page(403, { 'content-type': 'text/html' }, '<title>Just a moment...</title>')),
  ],
  [
    'a proxy without its API',
    'notify-upstream',
    notified(page(502, {}, '<h1>502 Bad Gateway</h1>')),
  ],
  ['another program', 'notify-no-route', notified(page(404, {}, 'Not Found'))],
  ['notifies that never come', 'notifies-never', () => [judgeHistory({ paid: 12, notified: 0 })]],

  ['no trusted proxy behind one', 'proxy-untrusted', proxy(0, 98, 1)],
  ['two trusted proxies behind one', 'proxy-too-high', proxy(2, 98, 1)],
  ['one trusted proxy behind two', 'proxy-too-low', proxy(1, 98, 2)],
  ['a trusted proxy that says nothing', 'proxy-silent', proxy(1, 0, null)],
  ['no worker', 'worker-missing', () => [judgeProcesses([api(0, 0, null)])]],
  ['an old Node', 'node-version', () => [judgeNode('v18.20.4')]],
  ['a full disk', 'disk-full', () => [judgeDisk('/srv', 12)]],

  ['MySQL 5.7', 'database-version', database({ version: '5.7.44-log' })],
  ['MariaDB 10.5', 'database-version', database({ version: '10.5.23-MariaDB' })],
  [
    'REPEATABLE READ behind a pooler',
    'database-isolation',
    variable('transaction_isolation', 'REPEATABLE-READ'),
  ],
  ['values that are cut', 'database-mode', variable('sql_mode', 'NO_ENGINE_SUBSTITUTION')],
  ['a packet of a megabyte', 'database-packet', variable('max_allowed_packet', '1048576')],
  [
    'commits that may be lost',
    'database-durability',
    variable('innodb_flush_log_at_trx_commit', '2'),
  ],
  ['too few connections', 'database-connections', database({}, 200)],
  ['a replica', 'database-reads-only', variable('read_only', 'ON')],
  [
    'tables of an older version',
    'migrations-pending',
    database({ migrations: DATABASE.migrations.slice(0, 3) }),
  ],
  ['a Redis that evicts', 'redis-eviction', redis({ policy: 'allkeys-lru' })],
  ['a Redis that is away', 'redis-unreachable', trouble('AWAY')],
  ['a wrong password of Redis', 'redis-password', trouble('WRONGPASS')],
  ['a user of Redis without channels', 'redis-rights', trouble('NOPERM')],
  ['a full Redis', 'redis-refuses', trouble('OOM')],
  ['an old Redis', 'redis-version', redis({ version: '3.0.6' })],

  [
    'a parameter in return_url',
    'parameters-added',
    message(`${RETURNED.body}&order=1`, contextFor(RETURNED)),
  ],
  [
    'htmlspecialchars',
    'html-escaped',
    message(JSON.stringify(changed(CHINESE, (value) => value.replaceAll('"', '&quot;')))),
  ],
  [
    'a second decoding',
    'plus-lost',
    message(
      JSON.stringify(changed(PLUS, (value) => decodeURIComponent(value.replaceAll('+', ' ')))),
      contextFor(PLUS),
    ),
  ],
  [
    'a notify of another app',
    'other-app',
    message(CHINESE.body, contextFor(CHINESE, { appId: '2021000119680000' })),
  ],
  ['a truncated body', 'truncated', message(CHINESE.body.slice(0, 700))],
  [
    'a changed sum',
    'content-changed',
    message(JSON.stringify({ ...fieldsOf(CHINESE), total_amount: '1.00' })),
  ],
];

const named = async (look: () => readonly DoctorFinding[] | Promise<readonly DoctorFinding[]>) =>
  (await look()).flatMap((one) => (one.verdict === 'good' ? [] : [one.code]));

describe('a planted mistake', () => {
  it.each(PLANTED)('%s is named %s, with its remedy', async (_, code, look) => {
    expect(await named(look)).toContain(code);
    const { remedy } = DIAGNOSES[code];
    expect(remedy.en.length > 10 && remedy.zh.length > 5).toBe(true);
  });

  it('is one of sixty at least', () => {
    expect(PLANTED.length).toBeGreaterThanOrEqual(60);
  });

  it('is named alone where one key is wrong', async () => {
    expect(await named(keys({ ALIPAY_PUBLIC_KEY_FILE: 'app-public.pem' }))).toEqual(['key-is-own']);
  });
});

describe('a good set-up', () => {
  const servers = () => [
    ...database({})(),
    ...redis({})(),
    ...judgeProxies([api(2, 98, 2), WORKER]),
    judgeProcesses([api(2, 98, 2), WORKER]),
    judgeHistory({ paid: 40, notified: 39 }),
  ];
  const genuine = notified(page(200, { 'content-type': 'text/plain' }, 'failure'));

  it('with public keys has no alarm', async () => {
    const found = [
      ...keys({ ALIPAY_PRIVATE_KEY_FILE: 'app-bare.txt' })(),
      ...(await gateway(ABSENT)()),
      ...(await genuine()),
    ];
    expect(await named(() => found)).toEqual([]);
  });

  it('with certificates has none', async () => {
    const sn = serialOf(
      new X509Certificate(
        makeCertificate(alipays.publicKey, alipays.privateKey, 2, {
          issuer: 'Root',
          subject: 'Alipay',
        }),
      ),
    );
    const node = '{"code":"40004","msg":"x","sub_code":"ACQ.TRADE_NOT_EXIST"}';
    const reply = text(
      `{"${ROOT}":${node},"alipay_cert_sn":"${sn}","sign":"${signRsa2(node, alipays.privateKey)}"}`,
    );
    const found = [...keys(CERTIFICATES)(), ...(await gateway(reply, CERTIFICATES)())];
    expect(await named(() => found)).toEqual([]);
  });

  it('in production behind two proxies has none', async () => {
    const found = [
      ...environment({ ALIPAY_GATEWAY: REAL, ALIPAY_APP_ID: '2021003123456789' }, true)(),
      ...servers(),
      judgeNode('v24.15.0'),
      judgeDisk('/srv', 5_000),
    ];
    expect(await named(() => found)).toEqual([]);
    expect(reportOf({ environment: found }, 1).isWell).toBe(true);
  });
});
