import { join } from 'node:path';
import { FAULTS } from './alipay-faults.mjs';
import { clientOf } from './client.mjs';
import { wrongClocks } from './clocks.mjs';
import { APP_ID, environmentOf, makeKeys, SELLER_ID } from './environment.mjs';
import { startForger } from './forger.mjs';
import { mishapsOf } from './mishap-list.mjs';
import { startMishaps } from './mishaps.mjs';
import { openAlipay, openServers, questions } from './open-servers.mjs';
import { mustRun, openBalancer, starter, untilReady } from './processes.mjs';
import { openReceiver } from './receiver.mjs';
import { openShop, subscribe } from './shop.mjs';
import { countSteps } from './step-counts.mjs';
import { tableKeeper } from './tables.mjs';
import { watchAnswers } from './watch.mjs';
import { runProcesses } from './workers.mjs';

const rootDir = join(import.meta.dirname, '../../..');
const BREAK_DATABASE = ['database', 'disk'];

/**
 * Servers, Alipay's simulator, two APIs behind a balancer, two workers, a shop with buyers, and the chosen faults at work.
 *
 * @param {import('../process/cleanup.mjs').Cleanup} cleanup
 * @param {{ orders: number, atOnce: number, random: () => number, seed: number, faults: ReadonlySet<string>, pauseMs: number,
 *   on: string, longestMs?: number, roots: readonly string[] }} how `on` is where the database is; `roots` are folders of built copies, the
 *   oldest version first
 */
export async function setStage(cleanup, how) {
  const { random, faults, roots } = how;
  const servers = await openServers(rootDir, cleanup, how);
  const keys = makeKeys(cleanup);
  const simulator = await openAlipay(keys, cleanup);
  const { apiPorts, base } = await openBalancer(cleanup);
  const env = environmentOf({ ...servers, base, gateway: simulator.gatewayUrl, keys });
  for (const root of roots) await mustRun(root, 'dist/src/database/migrate.js', env);
  await mustRun(rootDir, 'dist/src/bootstrap/demo-data.js', env);
  const state = { isOver: false };
  const clockOf = faults.has('clock') ? await wrongClocks(() => state.isOver) : () => ({});
  const { processes, start } = starter({ roots, env, apiPorts, clockOf }, cleanup);
  const began = performance.now();
  const apis = apiPorts.map((_, place) => start('api', place));
  for (const port of apiPorts) await untilReady(`http://127.0.0.1:${port}`);
  const startMs = performance.now() - began;
  const watch = watchAnswers(how.longestMs);
  const call = clientOf({ base, watch, retries: faults.has('repeats') });
  const shop = await openShop(call, how);
  const receiver = await openReceiver(random, cleanup);
  const stage = {
    ...shop,
    base,
    env,
    call,
    watch,
    simulator,
    processes,
    receiver,
    ...behindTheDoor(servers, env),
    webhook: await subscribe({ ...shop, call, receiver }),
    known: new Map(),
    steps: countSteps(),
    promised: { orderNos: [], refundIds: [], caseIds: [], shipmentIds: [], keys: 0 },
    faults: [],
    ...wishesOf(faults),
  };
  const at = { stage, servers, apis, start, startMs, keys, state };
  return { ...stage, ...(await beginFaults(at, how, cleanup)) };
}

/** What the audit and the operator know of the servers. */
function behindTheDoor({ ownUrl, nodes, door }, env) {
  const tables = tableKeeper(rootDir, { ...env, DATABASE_URL: ownUrl });
  return { query: questions(ownUrl), nodes, cuts: door.cuts, tables };
}

/** What the choice of faults says beside which of them begin. */
function wishesOf(faults) {
  const breaksDatabase = BREAK_DATABASE.some((name) => faults.has(name));
  return { repeats: faults.has('repeats'), breaksDatabase };
}

async function beginFaults(at, { random, seed, faults, pauseMs }, cleanup) {
  const { stage, servers, apis, start, startMs, keys, state } = at;
  const { simulator, receiver, query, tables } = stage;
  const kills = { workers: faults.has('workers'), apis: faults.has('apis') };
  const running = runProcesses(start, { apis, kills, startMs });
  cleanup.defer(() => running.stop());
  if (faults.has('alipay')) simulator.faults.set({ ...FAULTS, seed });
  const alipayKey = keys.alipay.privateKey;
  const forger = faults.has('forged')
    ? await startForger({ ...stage, appId: APP_ID, sellerId: SELLER_ID, alipayKey })
    : null;
  const all = mishapsOf({ faults, servers, receiver, query, tables, random });
  const mishaps = startMishaps(all, { random, pauseMs });
  const stopFaults = async () => {
    state.isOver = true;
    await Promise.all([running.stop(), mishaps.stop(), forger?.stop()]);
    if (faults.has('clock')) await running.restartAll();
    receiver.recover();
    simulator.faults.reset();
  };
  return { kills: running.counts, forger, mishaps, stopFaults };
}
