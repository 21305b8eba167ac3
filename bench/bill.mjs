/** How long it takes to hold a day's bill against the books, and how much memory: `node bench/bill.mjs --lines 1000000`. */
import { openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ensureDependencies } from '../scripts/lib/dependencies.mjs';
import { runScript } from '../scripts/lib/process/cleanup.mjs';
import { launch } from '../scripts/lib/process/processes.mjs';
import { say, step, UserError } from '../scripts/lib/say.mjs';
import { cpuMs } from './processes.mjs';
import { Stage } from './stage.mjs';
import { CHUNK, makeCatalogue, makeOrders, orderNo } from './world.mjs';

const rootDir = join(import.meta.dirname, '..');
const DATABASE = 'bench_bill';
const DAY = '2026-01-01';
/** Its bill is empty. Only when it is known does it show what of ours stands in no bill. */
const NEXT_DAY = '2026-01-02';
const DAY_STARTS = Date.parse(`${DAY}T00:00:00+08:00`);
const SECONDS_OF_DAY = 86_400;
const USERS = 1_000;
const FEN = 20_900;
const FEE_FEN = 125;
/** So many of each kind are planted, and so many of the last two. */
const OF_EACH = 10;
const OF_SOME = 5;
const PLANTED = {
  'amount-differs': OF_EACH,
  'duplicate-line': OF_EACH,
  'missing-here': OF_EACH,
  'missing-there': OF_SOME,
  'refund-missing-here': OF_SOME,
  'state-differs': OF_EACH,
};
/** A look at a process's figures; its last one is at most so much too small. */
const LOOK_MS = 50;

await runScript(async (cleanup) => {
  const lines = linesAsked();
  await ensureDependencies(rootDir);
  const stage = new Stage(rootDir, 'bench', cleanup);
  await stage.open({ bufferShare: 0.1, build: true });
  await stage.freshDatabase(DATABASE);
  await stage.openSimulator();
  const db = await stage.connect(DATABASE);
  await step(`Making ${lines} payments`, () => makePayments(db, lines));
  const file = await step('Making the bill', () => makeBill(stage, lines));
  await stage.calm();
  await db.query('SET GLOBAL userstat = 1');
  await db.query('FLUSH TABLE_STATISTICS');
  const ofFile = [DAY, '--file', file];
  const first = await reconcile(stage, ofFile, cleanup);
  first.written = await rowsChanged(db);
  await db.query('FLUSH TABLE_STATISTICS');
  const next = await reconcile(stage, [NEXT_DAY], cleanup);
  next.written = await rowsChanged(db);
  const found = await differences(db);
  await db.query('FLUSH TABLE_STATISTICS');
  const second = await reconcile(stage, ofFile, cleanup);
  second.written = await rowsChanged(db);
  const right = JSON.stringify(found) === JSON.stringify(PLANTED);
  report({ lines, first, next, second, found, right });
  return right && second.written === 0 ? 0 : 1;
});

function linesAsked() {
  const options = { lines: { type: 'string', default: '1000000' } };
  const lines = Number(parseArgs({ options }).values.lines);
  if (Number.isInteger(lines) && lines >= 1_000) return lines;
  throw new UserError('Usage: node bench/bill.mjs [--lines N], at least 1000');
}

/** When the money of a payment came: evenly over the day. */
function secondOf(id, lines) {
  return Math.floor((id * (SECONDS_OF_DAY - 2)) / lines);
}

/** Orders that are all paid, on one day. */
async function makePayments(db, lines) {
  await makeCatalogue(db, USERS);
  await makeOrders(db, { count: lines, lines: 1, users: USERS, settled: true });
  for (let from = 1; from <= lines; from += CHUNK) {
    await db.query(
      `UPDATE payments SET state = 'SUCCEEDED', recorded_at = NOW(3),
         paid_at = ? + INTERVAL FLOOR(id * ${SECONDS_OF_DAY - 2} / ${lines}) SECOND
       WHERE id >= ? AND id < ?`,
      [new Date(DAY_STARTS), from, from + CHUNK],
    );
  }
  await db.query('ANALYZE TABLE orders, payments');
}

/** The zip of the day's bill, as the simulator makes it, with the planted differences. */
async function makeBill(stage, count) {
  const { tradeBill } = await import('../dist/simulator/bills/trade-bill.js');
  const { noBillFaults } = await import('../dist/simulator/bills/bill-faults.js');
  const { ALIPAY_SELLER_ID: sellerId } = stage.settings({ name: DATABASE, port: 1 });
  const equal = Array.from({ length: count }, (_, n) => lineOf(n + 1, count));
  const of = { sellerId, day: DAY, now: Date.now() };
  const file = join(stage.dir, 'bill.zip');
  writeFileSync(file, tradeBill(of, planted(equal, count), noBillFaults), { mode: 0o600 });
  return file;
}

function lineOf(id, count) {
  const at = DAY_STARTS + secondOf(id, count) * 1_000;
  return {
    kind: '交易',
    tradeNo: orderNo(id),
    outTradeNo: orderNo(id),
    requestNo: '',
    subject: '安踏A红色',
    createdAt: at - 10_000,
    finishedAt: at,
    fen: FEN,
    feeFen: -FEE_FEN,
  };
}

/** The lines with another sum, another trade, written twice, left out, or of numbers that nobody here knows. */
function planted(equal, count) {
  const spread = Math.floor(equal.length / (4 * OF_EACH));
  const lines = [...equal];
  const twice = [];
  for (let n = 0; n < OF_EACH; n += 1) {
    const [sum, trade, again] = [0, 1, 2].map((k) => (4 * n + k) * spread);
    lines[sum] = { ...lines[sum], fen: FEN - 1 };
    lines[trade] = { ...lines[trade], tradeNo: `OTHER${lines[trade].tradeNo}` };
    twice.push(lines[again]);
  }
  const leftOut = new Set(Array.from({ length: OF_SOME }, (_, n) => (4 * n + 3) * spread));
  const stranger = (n) => ({
    ...lineOf(count, count),
    tradeNo: `STRANGE${n}`,
    outTradeNo: `STRANGE${n}`,
  });
  const unknown = Array.from({ length: OF_EACH }, (_, n) => stranger(n));
  const back = Array.from({ length: OF_SOME }, (_, n) => ({
    ...stranger(OF_EACH + n),
    kind: '退款',
    requestNo: `BACK${n}`,
    fen: -FEN,
    feeFen: FEE_FEN,
  }));
  return [...lines.filter((_, index) => !leftOut.has(index)), ...twice, ...unknown, ...back];
}

/** Reconciles a day in a process of its own; what it used. It ends with 1 while differences are open. */
async function reconcile(stage, args, cleanup) {
  const log = join(stage.dir, 'reconcile.log');
  const output = openSync(log, 'w', 0o600);
  const entry = join(rootDir, 'dist/src/reconcile.js');
  const env = { PATH: process.env.PATH, ...stage.settings({ name: DATABASE, port: 1 }) };
  const began = performance.now();
  const started = launch('reconcile', process.execPath, [entry, ...args], {
    cwd: rootDir,
    env,
    stdio: ['ignore', output, output],
  });
  cleanup.defer(() => started.end());
  const database = cpuMs([stage.databasePid]);
  const used = { cpu: 0, peakMb: 0 };
  while (!started.hasEnded()) {
    used.cpu = Math.max(used.cpu, cpuMs([started.pid]));
    used.peakMb = Math.max(used.peakMb, peakMb(started.pid));
    await Promise.race([wait(LOOK_MS), started.exit]);
  }
  const wall = performance.now() - began;
  const text = readFileSync(log, 'utf8');
  if (!/MATCHED|EMPTY/.test(text)) throw new Error(`the day was not done:\n${text}`);
  return { ...used, wall, database: cpuMs([stage.databasePid]) - database };
}

/** The most resident memory that a process ever had, in MB. */
function peakMb(pid) {
  try {
    const [, kb = '0'] = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kb) / 1_024;
  } catch {
    return 0;
  }
}

async function differences(db) {
  const [rows] = await db.query(
    'SELECT kind, COUNT(*) AS count FROM discrepancies GROUP BY kind ORDER BY kind',
  );
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, Number(count)]));
}

/** Rows that were written since the statistics were flushed, but for the bill's own. */
async function rowsChanged(db) {
  const [rows] = await db.query(
    `SELECT CAST(COALESCE(SUM(ROWS_CHANGED), 0) AS SIGNED) AS changed
     FROM information_schema.TABLE_STATISTICS WHERE TABLE_SCHEMA = ? AND TABLE_NAME <> 'bills'`,
    [DATABASE],
  );
  return Number(rows[0].changed);
}

function sumOf(counts) {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function inWords({ wall, cpu, database, peakMb: peak, written }) {
  const [took, own, server] = [wall, cpu, database].map((ms) => `${(ms / 1_000).toFixed(1)} s`);
  const rows = written.toLocaleString('en');
  return `${took}; CPU ${own}, of the database ${server}; at most ${peak.toFixed(0)} MB; ${rows} rows written`;
}

function report({ lines, first, next, second, found, right }) {
  const kinds = Object.entries(found).map(([kind, count]) => `${kind} ${count}`);
  say(`
lines        ${lines.toLocaleString('en')}
first run    ${inWords(first)}
next day     ${inWords(next)}
second run   ${inWords(second)}
differences  ${sumOf(found)} of ${sumOf(PLANTED)} planted (${kinds.join(', ')})${right ? '' : ': WRONG'}`);
}
