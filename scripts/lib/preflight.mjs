import { createPrivateKey, createPublicKey } from 'node:crypto';
import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { connectFault, converse } from './conversation.mjs';

/** What a first start needs for packages, build and database; and a later one, for a day's data. */
const NEEDED_MB = { first: 800, later: 100 };

/**
 * What a start would fail of later, found in a second: one line for each, with its setting and the remedy. Needs no
 * package of ours, so that it can come before everything that is slow.
 *
 * @param {Record<string, string | undefined>} env
 * @param {{ rootDir: string, freeMb?: (dir: string) => number }} place
 * @returns {Promise<string[]>} nothing when all is well
 */
export async function preflight(env, { rootDir, freeMb = freeMegabytes }) {
  const told = await Promise.all([
    databaseFault(env),
    redisFault('REDIS_URL', env.REDIS_URL),
    redisFault('CART_REDIS_URL', env.CART_REDIS_URL),
  ]);
  const faults = [diskFault(rootDir, freeMb), ...keyFaults(env, rootDir), ...told];
  return faults.filter((fault) => fault !== undefined);
}

function freeMegabytes(dir) {
  const { bavail, bsize } = statfsSync(dir);
  return Math.floor((bavail * bsize) / 2 ** 20);
}

function diskFault(rootDir, freeMb) {
  const free = freeMb(rootDir);
  const isLater = ['node_modules', 'dist'].every((name) => existsSync(join(rootDir, name)));
  const needed = isLater ? NEEDED_MB.later : NEEDED_MB.first;
  if (free >= needed) return undefined;
  return `The disk of ${rootDir} has ${free} MB left, and ${needed} are needed: make room, or put the folder on another disk.`;
}

const keySettings = [
  {
    name: 'ALIPAY_PRIVATE_KEY_FILE',
    parse: createPrivateKey,
    headers: ['PRIVATE KEY', 'RSA PRIVATE KEY'],
    what: 'our private key',
  },
  {
    name: 'ALIPAY_PUBLIC_KEY_FILE',
    parse: createPublicKey,
    headers: ['PUBLIC KEY', 'RSA PUBLIC KEY'],
    what: "Alipay's public key",
  },
];

function keyFaults(env, rootDir) {
  const isUsed = (name) => name === 'ALIPAY_PRIVATE_KEY_FILE' || env.ALIPAY_MODE !== 'certificate';
  return keySettings
    .filter(({ name }) => env[name] && isUsed(name))
    .map(({ name, parse, headers, what }) => {
      const how = keyTrouble(resolve(rootDir, env[name]), parse, headers);
      const remedy = `it must hold ${what} as PEM or bare base64 (keys/README.md)`;
      return how && `${name}: ${env[name]} ${how}: ${remedy}.`;
    });
}

function keyTrouble(path, parse, headers) {
  let text;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch (error) {
    return `cannot be read (${error.code})`;
  }
  const wrapped = headers.map(
    (header) => `-----BEGIN ${header}-----\n${text}\n-----END ${header}-----`,
  );
  const isPem = headers.some((header) => text.includes(`-----BEGIN ${header}-----`));
  const isKey = (isPem ? [text] : wrapped).some((pem) => isRsa(pem, parse));
  return isKey ? undefined : 'holds no such key';
}

function isRsa(pem, parse) {
  try {
    return parse(pem).asymmetricKeyDetails?.modulusLength >= 2048;
  } catch {
    return false;
  }
}

const databaseForm = 'write mysql://user:password@host:3306/database';

/** Whether the server of DATABASE_URL is there; and lets us in, once the driver is installed. */
export async function databaseFault(env) {
  const { DATABASE_URL: text, DATABASE_TLS: tls = 'off' } = env;
  if (!text) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'mysql:') {
    return `DATABASE_URL: it is no address of a database: ${databaseForm}.`;
  }
  const told = await converse({ url, port: 3306, until: (bytes) => bytes.length > 0 });
  if (told.error) return `DATABASE_URL: ${connectFault(url, 3306, told.error)}.`;
  return tls === 'off' ? entryFault(url) : undefined;
}

async function entryFault(url) {
  const driver = await import('mysql2/promise').catch(() => undefined);
  if (!driver) return undefined;
  try {
    const connection = await driver.createConnection({ uri: url.href, connectTimeout: 5_000 });
    await connection.end();
    return undefined;
  } catch (error) {
    return `DATABASE_URL: ${signInFault(url, error)}.`;
  }
}

function signInFault(url, error) {
  const name = decodeURIComponent(url.pathname.slice(1));
  const user = decodeURIComponent(url.username);
  const remedies = {
    ER_ACCESS_DENIED_ERROR: `the server does not let "${user}" in: correct the user or the password`,
    ER_DBACCESS_DENIED_ERROR: `"${user}" may not use the database "${name}": grant it all rights there`,
    ER_BAD_DB_ERROR: `there is no database "${name}": make it (CREATE DATABASE ${name} CHARACTER SET utf8mb4)`,
  };
  return remedies[error.code] ?? `the server does not let us in (${error.code}): look at its log`;
}

/** Whether a Redis is there, lets us in and answers: of sentinels, and of a cluster's nodes, one has to. */
async function redisFault(name, text) {
  if (!text) return undefined;
  const urls = redisServers(text);
  if (urls.length === 0) return `${name}: it is no address of a Redis: write redis://host:6379/0.`;
  const faults = await Promise.all(urls.map((url) => redisServerFault(url)));
  const isAnswered = faults.includes(undefined);
  return isAnswered ? undefined : `${name}: ${faults[0]}.`;
}

const DEFAULT_PORTS = { redis: 6379, sentinel: 26_379, cluster: 6379 };

/** The servers of an address, each as one of its own; config/redis-address.ts is stricter. */
function redisServers(text) {
  const parts = /^(redis|sentinel|cluster)(s?):\/\/(.*@)?([^/@]+)(\/.*)?$/.exec(text);
  if (!parts) return [];
  const [, kind, tls, account = '', hosts, path = ''] = parts;
  // Sentinels have passwords of their own, or none.
  const [entry, rest] = kind === 'sentinel' ? ['', ''] : [account, path];
  return hosts
    .split(',')
    .map((host) => `redis${tls}://${entry}${host}${rest}`)
    .filter((url) => URL.canParse(url))
    .map((url) => new URL(url))
    .map((url) => Object.assign(url, { port: url.port || String(DEFAULT_PORTS[kind]) }));
}

async function redisServerFault(url) {
  const commands = redisCommands(url);
  const until = (bytes) =>
    bytes.includes('\r\n-') || bytes.startsWith('-') || lines(bytes) >= commands.length;
  const hello = commands.map(inRedisForm).join('');
  const told = await converse({ url, port: 6379, tls: url.protocol === 'rediss:', hello, until });
  if (told.error) return connectFault(url, 6379, told.error);
  const refusal = told.bytes.split('\r\n').find((line) => line.startsWith('-'));
  return refusal && `Redis refuses (${refusal.slice(1, 120)}): ${redisRemedy(refusal)}`;
}

const lines = (bytes) => bytes.split('\r\n').length - 1;

function redisCommands(url) {
  const [user, password] = [url.username, url.password].map(decodeURIComponent);
  const database = url.pathname.slice(1);
  return [
    ...(password ? [['AUTH', ...(user ? [user] : []), password]] : []),
    ...(database ? [['SELECT', database]] : []),
    ['PING'],
  ];
}

function inRedisForm(words) {
  const parts = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
  return `*${words.length}\r\n${parts.join('')}`;
}

function redisRemedy(refusal) {
  if (/^-(NOAUTH|WRONGPASS|ERR AUTH|ERR invalid password)/.test(refusal)) {
    return 'correct the user or the password in the address';
  }
  if (refusal.startsWith('-LOADING')) return 'wait until it has read its data';
  if (refusal.startsWith('-NOPERM')) return 'give the user the rights of docs/operations.md';
  return 'name a Redis that takes this';
}

const stateRemedies = {
  down: 'it does not answer: start it, or correct the address',
  full: 'its memory is full: give it more, or empty it',
  'reads-only': 'it takes no writes: name the primary',
  clustered: 'it is a node of a cluster: write cluster://host:6379,…, or the cluster is down',
};

/**
 * What `/health/ready` of the API says of each Redis, where that is not `up`.
 *
 * @param {Record<string, string | undefined>} states by the setting that names the server
 */
export function redisStateFaults(states) {
  return Object.entries(states)
    .filter(([, state]) => state !== undefined && state !== 'up')
    .map(([name, state]) => `${name}: ${stateRemedies[state] ?? `it refuses us (${state})`}.`);
}
