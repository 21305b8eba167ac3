import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Simulator, SimulatorOptions } from '../../simulator/server.js';
import { call, NOON, payLink, start } from './merchant.js';

let dir: string;
let ledgerFile: string;
let running: Simulator | undefined;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'simulator ledger 账本 '));
  ledgerFile = join(dir, 'ledger.jsonl');
});
afterEach(async () => {
  await running?.close();
  running = undefined;
  rmSync(dir, { recursive: true });
});

/** Ends what runs, and starts anew with the same file. */
async function restart(options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  await running?.close();
  running = await start({ ledgerFile, ...options });
  return running;
}

describe('a simulator that keeps its ledger', () => {
  it("knows yesterday's trades, and refunds them", async () => {
    const first = await restart();
    first.buyer.open(payLink(first));
    first.buyer.pay('A1');
    first.console.refund('A1', '8.80', 'R1');
    const before = first.trade('A1');
    const second = await restart({ clock: () => NOON + 86_400_000 });
    expect(second.trade('A1')).toEqual(before);
    const refund = { trade_no: before?.trade_no, refund_amount: '80.00', out_request_no: 'R2' };
    const timestamp = '2026-11-22 12:00:00';
    const { node } = await call(second, 'alipay.trade.refund', refund, { timestamp });
    expect(node).toMatchObject({ code: '10000', fund_change: 'Y', refund_fee: '88.80' });
    const again = await call(
      second,
      'alipay.trade.refund',
      { trade_no: before?.trade_no, refund_amount: '8.80', out_request_no: 'R1' },
      { timestamp },
    );
    expect(again.node).toMatchObject({ code: '10000', fund_change: 'N' });
    const third = await restart();
    expect(third.trade('A1')).toMatchObject({ status: 'TRADE_CLOSED', refunded: '88.80' });
  });

  it('closes at its start what ran out meanwhile', async () => {
    const first = await restart();
    first.buyer.open(payLink(first, { time_expire: '2026-11-21 12:30:00' }));
    const second = await restart({ clock: () => NOON + 3_600_000 });
    second.clock.advance(0);
    expect(second.trade('A1')?.status).toBe('TRADE_CLOSED');
  });

  it('passes over lines that were cut off, and writes the file anew', async () => {
    const first = await restart();
    first.buyer.open(payLink(first));
    first.buyer.pay('A1');
    await first.close();
    appendFileSync(ledgerFile, '{"outTradeNo":"A2","tra');
    const second = await restart();
    expect(second.ledger().map((trade) => trade.out_trade_no)).toEqual(['A1']);
    expect(readFileSync(ledgerFile, 'utf8').trim().split('\n')).toHaveLength(1);
    second.buyer.open(payLink(second, { out_trade_no: 'A3' }));
    const third = await restart();
    expect(third.ledger().map((trade) => trade.out_trade_no)).toEqual(['A1', 'A3']);
  });

  it('goes on, and says it once, when the file cannot be written', async () => {
    const said: string[] = [];
    const first = await restart({
      ledgerFile: join(dir, 'absent', 'ledger.jsonl'),
      warn: (message) => said.push(message),
    });
    expect(first.buyer.open(payLink(first))).toMatchObject({ ok: true });
    expect(first.buyer.pay('A1')).toMatchObject({ ok: true });
    expect(said).toEqual([expect.stringMatching(/^trades are not kept: .*ENOENT/)]);
  });
});
