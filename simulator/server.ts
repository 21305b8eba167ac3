import { createPrivateKey, createPublicKey } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TradeRepository } from './trades/trade-repository.js';
import { BillDesk } from './bills/bill-desk.js';
import { Clock } from './clock.js';
import { NotifySender } from './notify/notify-sender.js';
import { expireDue } from './trades/trade-actions.js';
import { type Buyer, type Console, makeBuyer, makeConsole } from './control/people.js';
import { Faults, type FaultSettings } from './control/faults.js';
import { httpServer } from './http.js';
import { ledger, ledgerTrade, type LedgerTrade } from './trades/ledger.js';
import { answer } from './routes/routes.js';
import { TradeFile } from './trades/trade-file.js';
import type { World } from './world.js';

/** How often it is looked for trades to close and notifies to repeat, in ms of real time. */
const TICK_MS = 50;

export interface SimulatorOptions {
  /** 0 takes a free one. */
  readonly port?: number;
  readonly host?: string;
  /** Base of the addresses that are given out, when others reach the simulator by another name. */
  readonly publicUrl?: string;
  readonly appId: string;
  readonly sellerId: string;
  /** PEM of the merchant's public key: requests are verified with it. */
  readonly appPublicKey: string;
  /** PEM of the private key that plays Alipay's: answers, notifies and returns are signed with it. */
  readonly alipayPrivateKey: string;
  /** Factor on the gaps between the tries of a notify (4 m, 10 m, 10 m, 1 h, …). */
  readonly notifyScale?: number;
  /** ms since 1970; the machine's clock when absent. */
  readonly clock?: () => number;
  /** Keeps the trades, so that those of yesterday can be refunded; in memory alone when absent. */
  readonly ledgerFile?: string;
  /** Is told, in a sentence, when trades cannot be kept. */
  readonly warn?: (message: string) => void;
}

export interface Simulator {
  readonly url: string;
  readonly gatewayUrl: string;
  readonly buyer: Buyer;
  readonly console: Console;
  readonly clock: {
    now(): number;
    /** Moves the clock and does at once what has become due; so does `set`. */
    advance(ms: number): void;
    set(ms: number): void;
  };
  readonly faults: {
    current(): FaultSettings;
    /** Throws RangeError naming what is wrong with the patch. */
    set(patch: Partial<FaultSettings>): void;
    reset(): void;
  };
  /** What is wrong with bills on purpose; throws RangeError naming what is wrong with the patch. */
  plantInBills(patch: Readonly<Record<string, unknown>>): void;
  ledger(): LedgerTrade[];
  trade(outTradeNo: string): LedgerTrade | null;
  /** Resolves when no notify is on its way (those waiting for a later try are not waited for). */
  settled(): Promise<void>;
  /** Ends server, sockets and timers; no notify is sent any more. */
  close(): Promise<void>;
}

function makeWorld(options: SimulatorOptions): World {
  const clock = new Clock(options.clock ?? Date.now);
  const faults = new Faults();
  const key = createPrivateKey(options.alipayPrivateKey);
  const scale = options.notifyScale ?? 1;
  const { ledgerFile, warn = () => undefined } = options;
  const file = ledgerFile === undefined ? null : new TradeFile(ledgerFile, warn);
  return {
    identity: { appId: options.appId, sellerId: options.sellerId },
    appPublicKey: createPublicKey(options.appPublicKey),
    alipayPrivateKey: key,
    clock,
    trades: new TradeRepository(file),
    notifySender: new NotifySender({ clock, faults, key, scale }),
    faults,
    bills: new BillDesk(),
    publicUrl: options.publicUrl?.replace(/\/$/, '') ?? '',
  };
}

function tick(world: World): void {
  expireDue(world);
  world.notifySender.sendDue();
}

function clockOf(world: World): Simulator['clock'] {
  return {
    now: () => world.clock.now(),
    advance: (ms) => {
      world.clock.advance(ms);
      tick(world);
    },
    set: (ms) => {
      world.clock.set(ms);
      tick(world);
    },
  };
}

function faultsOf(world: World): Simulator['faults'] {
  return {
    current: () => world.faults.current(),
    set: (patch) => {
      const wrong = world.faults.change(patch);
      if (wrong !== null) throw new RangeError(wrong);
    },
    reset: () => world.faults.reset(),
  };
}

async function listen(server: Server, options: SimulatorOptions): Promise<string> {
  const host = options.host ?? '127.0.0.1';
  server.listen(options.port ?? 0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const named = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${named.includes(':') ? `[${named}]` : named}:${port}`;
}

/** Starts a simulator of its own: nothing is shared between two of them. Rejects when the port is taken or a key is none. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const world = makeWorld(options);
  const server = httpServer(async (asked) => answer(world, asked));
  const url = await listen(server, options);
  world.publicUrl ||= url;
  const timer = setInterval(() => tick(world), TICK_MS);
  const close = async () => {
    clearInterval(timer);
    await world.notifySender.close();
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  return {
    url,
    gatewayUrl: `${url}/gateway.do`,
    buyer: makeBuyer(world),
    console: makeConsole(world),
    clock: clockOf(world),
    faults: faultsOf(world),
    plantInBills: (patch) => {
      const wrong = world.bills.change(patch);
      if (wrong !== null) throw new RangeError(wrong);
    },
    ledger: () => ledger(world),
    trade: (outTradeNo) => {
      const trade = world.trades.find(outTradeNo);
      return trade && ledgerTrade(world, trade);
    },
    settled: async () => world.notifySender.settled(),
    close,
  };
}
