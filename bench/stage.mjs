/** Brings up everything that is measured, on loopback and under one folder, and ends it by process id. */
import { chmodSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { createConnection } from 'mysql2/promise';
import { ensureBuild } from '../scripts/lib/build.mjs';
import { answering } from '../scripts/lib/process/children.mjs';
import { ensureDevKeys } from '../scripts/lib/keys.mjs';
import { Ledger } from '../scripts/lib/process/ledger.mjs';
import { pickPort } from '../scripts/lib/process/ports.mjs';
import { startDatabase } from '../scripts/lib/servers/private-database.mjs';
import { keptSecret } from '../scripts/lib/process/private-folder.mjs';
import { startRedis } from '../scripts/lib/servers/private-redis.mjs';
import { launch, run } from '../scripts/lib/process/processes.mjs';
import { say, UserError } from '../scripts/lib/say.mjs';
import { serverFlags } from '../scripts/lib/servers/server-flags.mjs';
import { childrenOf, cpuMs } from './processes.mjs';
import { SideWorker } from './side-worker.mjs';
import { mintTokens } from './world.mjs';

const APP_ID = '9021000000000001';
const SELLER_ID = '2088000000000001';

const HOST = '127.0.0.1';
const isReady = (status) => status === 200;

/** The figures of a server that a shop would run: its defaults are for a machine of twenty years ago. */
function databaseTuning(bufferShare) {
  const megabytes = Math.floor((totalmem() / 1_048_576) * bufferShare);
  return [`--innodb-buffer-pool-size=${megabytes}M`, '--innodb-log-file-size=1024M'];
}

/** One run's servers, keys and folder. */
export class Stage {
  #cleanup;
  #ledger;

  /** @param {string} folder of its data, under `.data` */
  constructor(rootDir, folder, cleanup) {
    this.rootDir = rootDir;
    this.dir = join(rootDir, '.data', folder);
    this.processes = cpus().length;
    this.#cleanup = cleanup;
  }

  /** Starts database and Redis, brings the build up to date, makes keys. */
  async open({ bufferShare, build, tuning = [] }) {
    mkdirSync(this.dir, { recursive: true });
    chmodSync(this.dir, 0o711); // the database's own user must pass through
    this.#ledger = await this.#hold();
    this.jwtSecret = keptSecret(this.dir, 'jwt-secret');
    this.keys = ensureDevKeys(this.dir);
    if (build) await ensureBuild(this.rootDir);
    const { dir } = this;
    const ledger = {
      add: (name, pid, mark) => {
        if (name === 'the database') this.databasePid = pid;
        else this.redisPid = pid;
        this.#ledger.add(name, pid, mark);
      },
    };
    const wish = { dir, ledger, database: 'bench_app', durable: true, everyRight: true };
    const server = { ...wish, tuning: [...databaseTuning(bufferShare), ...tuning] };
    this.databaseUrl = await startDatabase(server, this.#cleanup);
    this.redisUrl = await startRedis({ dir, ledger, durable: true }, this.#cleanup);
  }

  async #hold() {
    const ledger = new Ledger(this.dir);
    const holder = ledger.holder();
    if (holder) throw new UserError(`A benchmark already runs here (process ${holder}).`);
    await ledger.endLeftovers();
    this.#cleanup.defer(() => ledger.close());
    return ledger;
  }

  /** The address of one of the server's databases. */
  urlOf(database) {
    const url = new URL(this.databaseUrl);
    url.pathname = `/${database}`;
    return url.href;
  }

  /** A connection of our own, outside of what is measured. */
  async connect(database) {
    const db = await createConnection({
      uri: this.urlOf(database),
      supportBigNumbers: true,
      timezone: 'Z',
    });
    this.#cleanup.defer(() => db.end());
    await db.query("SET time_zone = '+00:00'");
    return db;
  }

  /** Makes a database anew with the application's own tables. */
  async freshDatabase(name) {
    const admin = await createConnection({ uri: this.databaseUrl });
    await admin.query(`DROP DATABASE IF EXISTS \`${name}\``);
    await admin.query(
      `CREATE DATABASE \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
    );
    await admin.end();
    await this.migrate(name);
  }

  /** Brings the tables of a database up to date. */
  async migrate(name) {
    const env = { ...this.settings({ name, port: 1 }), PATH: process.env.PATH };
    const options = { cwd: this.rootDir, env };
    const { code, output } = await run(process.execPath, ['dist/src/database/migrate.js'], options);
    if (code !== 0) throw new UserError(`The tables of ${name} could not be made:\n${output}`);
  }

  async hasDatabase(name) {
    const admin = await createConnection({ uri: this.databaseUrl });
    const [rows] = await admin.query('SHOW DATABASES LIKE ?', [name]);
    await admin.end();
    return rows.length > 0;
  }

  /** Whom and what the requests are of: so many users, and the seller. */
  world(users) {
    const alipay = { keyFile: this.keys.alipayPrivateKey, appId: APP_ID, sellerId: SELLER_ID };
    return { users, alipay, forms: {}, tokens: mintTokens(this.jwtSecret, users) };
  }

  /** The environment of a process on one of the databases. */
  settings({ name, port }) {
    return {
      NODE_ENV: 'production',
      HOST,
      PORT: String(port),
      PUBLIC_URL: `http://${HOST}:${port}`,
      LOG_LEVEL: 'error',
      DATABASE_URL: this.urlOf(name),
      REDIS_URL: `${this.redisUrl}/0`,
      CART_REDIS_URL: `${this.redisUrl}/1`,
      REDIS_KEY_PREFIX: name,
      JWT_SECRET: this.jwtSecret,
      MAX_UNPAID_ORDERS: '1000000',
      // A side's connections stay open while the others have their turns.
      KEEP_ALIVE_SECONDS: '120',
      ALIPAY_APP_ID: APP_ID,
      ALIPAY_SELLER_ID: SELLER_ID,
      ALIPAY_GATEWAY: `http://${HOST}:${this.simulatorPort ?? 9}/gateway.do`,
      ALIPAY_PRIVATE_KEY_FILE: this.keys.appPrivateKey,
      ALIPAY_PUBLIC_KEY_FILE: this.keys.alipayPublicKey,
      BENCH_PROCESSES: String(this.processes),
      FLOOR_POOL: process.env.FLOOR_POOL ?? '16',
      FLOOR_STOCK: process.env.FLOOR_STOCK ?? 'last',
    };
  }

  /** Starts a program; what it says goes to a file beside the data. */
  start(name, entry, env) {
    const log = openSync(join(this.dir, `${name}.log`), 'w', 0o600);
    const options = {
      cwd: this.rootDir,
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', log, log],
    };
    const flags = entry.startsWith('bench/floor/') ? [] : serverFlags(entry);
    const started = launch(name, process.execPath, [...flags, entry], options);
    this.#cleanup.defer(() => started.end({ deadlineMs: 15_000 }));
    this.#ledger.add(name, started.pid, entry);
    return started;
  }

  /** The processes of the API or of the floor on a database, answering; `base`: orders that stay in its tables. */
  async openSide(name, { entry, database, base = 0, env = {}, hasWorker = false }) {
    const port = await pickPort();
    const settings = this.settings({ name: database, port });
    const started = this.start(name, entry, { ...settings, ...env });
    try {
      await answering(started, `http://${HOST}:${port}/health/ready`, isReady, 30_000);
    } catch (error) {
      throw new UserError(
        `${error.message}\n${readFileSync(join(this.dir, `${name}.log`), 'utf8')}`,
      );
    }
    const redis = new Redis(`${this.redisUrl}/1`);
    this.#cleanup.defer(() => redis.disconnect());
    const worker = hasWorker ? new SideWorker(this, settings) : null;
    return {
      name,
      worker,
      host: HOST,
      port,
      base,
      prefix: database,
      db: await this.connect(database),
      redis,
      pids: () => [started.pid, ...childrenOf(started.pid), ...(worker?.pids() ?? [])],
      end: () => started.end({ deadlineMs: 15_000 }),
    };
  }

  /** The simulated gateway, for what asks it. */
  async openSimulator() {
    this.simulatorPort = await pickPort();
    const started = this.start('simulator', 'dist/simulator/main.js', {
      SIMULATOR_PORT: String(this.simulatorPort),
      SIMULATOR_APP_ID: APP_ID,
      SIMULATOR_SELLER_ID: SELLER_ID,
      SIMULATOR_APP_PUBLIC_KEY_FILE: this.keys.appPublicKey,
      SIMULATOR_PRIVATE_KEY_FILE: this.keys.alipayPrivateKey,
    });
    await answering(started, `http://${HOST}:${this.simulatorPort}/simulator/health`, isReady);
    this.simulatorPid = started.pid;
    return started;
  }

  /** Takes the traces of what is measured with them; answers its address. */
  async openCollector() {
    const port = await pickPort();
    const started = this.start('collector', 'bench/collector.mjs', {
      COLLECTOR_PORT: String(port),
    });
    const url = `http://${HOST}:${port}`;
    await answering(started, url, isReady);
    return url;
  }

  /** Waits until the database has done what the last bulk load left it to do, a few seconds at most. */
  async calm() {
    for (let looks = 0; looks < 20; looks += 1) {
      const before = cpuMs([this.databasePid]);
      await wait(200);
      if (cpuMs([this.databasePid]) - before <= 20) return;
    }
    say('  (the database is still busy with itself)');
  }
}
