import { execFile } from 'node:child_process';
import type { INestApplicationContext } from '@nestjs/common';
import {
  BillDays,
  type DayDone,
  type DayOptions,
} from '../../src/reconciliation/days/bill-days.service.js';
import { BillWorker } from '../../src/reconciliation/days/bill-worker.service.js';
import { Healing } from '../../src/reconciliation/matching/healing.service.js';
import type { BillType } from '../../src/alipay/alipay-bills.js';
import { type Business, openForBusiness, paidOrder, type PaidOrder } from '../support/shop.js';

const HOUR_MS = 3_600_000;
const CHINA_MS = 8 * HOUR_MS;
const DAY_MS = 24 * HOUR_MS;

/** A difference as its row keeps it. */
export interface KnownDiscrepancy {
  readonly kind: string;
  readonly state: string;
  readonly grave: number;
  readonly outTradeNo: string;
  readonly requestNo: string | null;
  readonly billAmount: string | null;
  readonly ourAmount: string | null;
  readonly done: string | null;
}

/** A shop whose days can be done. */
export class BillWorld {
  private constructor(readonly business: Business) {}

  static async open(more: Readonly<Record<string, string>> = {}): Promise<BillWorld> {
    const business = await openForBusiness({
      RECONCILE: 'false',
      JWT_TTL_SECONDS: '31536000',
      ...more,
    });
    const world = new BillWorld(business);
    business.shop.stopClock();
    return world;
  }

  get shop(): Business['shop'] {
    return this.business.shop;
  }

  get app(): INestApplicationContext {
    return this.shop.app;
  }

  /** The day in China by Alipay's clock. */
  today(): string {
    return new Date(this.shop.simulator.clock.now() + CHINA_MS).toISOString().slice(0, 10);
  }

  /** Moves both clocks to some minutes after an hour of the next day in China: Alipay's runs on while the shop's stands. */
  nextDay(hour = 10): void {
    const now = this.shop.simulator.clock.now();
    const midnight = Math.floor((now + CHINA_MS) / DAY_MS + 1) * DAY_MS - CHINA_MS;
    this.shop.advance(midnight + hour * HOUR_MS + 5 * 60_000 - now);
  }

  pay(): Promise<PaidOrder> {
    return paidOrder(this.shop, this.business.customer, this.business.skuId);
  }

  async run(day: string, options: DayOptions = {}, type: BillType = 'trade'): Promise<DayDone> {
    const done = await this.app.get(BillDays).run(type, day, options);
    if (done === null) throw new Error('another process is at it');
    return done;
  }

  /** Tries to heal all that is due. */
  async heal(): Promise<void> {
    await this.app.get(Healing).healDue();
  }

  /** What the worker does until nothing is due. */
  async work(): Promise<void> {
    while ((await this.app.get(BillWorker).step()) > 0);
  }

  discrepancies(): Promise<KnownDiscrepancy[]> {
    return this.shop.database.query(
      `SELECT kind, state, grave, out_trade_no AS outTradeNo, request_no AS requestNo,
         bill_amount AS billAmount, our_amount AS ourAmount, done FROM discrepancies ORDER BY id`,
    );
  }

  /** What an order's payment says. */
  async payment(orderNo: string) {
    const [row] = await this.shop.database.query<{
      state: string;
      refunded: string;
      fee: string | null;
    }>(
      `SELECT state, refunded_amount AS refunded, alipay_fee AS fee FROM payments
       WHERE out_trade_no = ?`,
      [orderNo],
    );
    return row;
  }

  /** A fingerprint of all rows that a second run might write. */
  async rows(): Promise<string> {
    const tables = [
      'bills',
      'bill_lines',
      'account_lines',
      'discrepancies',
      'incidents',
      'refunds',
      'outbox',
    ];
    const counts = tables.map(async (table) => {
      const [row] = await this.shop.database.query<Record<string, string>>(
        `CHECKSUM TABLE ${table}`,
      );
      return `${table} ${row?.['Checksum']}`;
    });
    const payments = await this.shop.database.query(
      'SELECT id, state, alipay_fee, refunded_amount FROM payments',
    );
    const evidence = await this.shop.database.query(
      'SELECT COUNT(*), SUM(repeats) FROM payment_evidence',
    );
    return JSON.stringify([await Promise.all(counts), payments, evidence]);
  }

  /** `npm run reconcile` against the shop's database and Alipay: what it ended with, and what it said. */
  reconcile(
    args: readonly string[],
    more: Readonly<Record<string, string>> = {},
  ): Promise<{ code: number; out: string }> {
    const { settings, database, simulator, keys } = this.shop;
    const env = {
      ...process.env,
      NODE_ENV: 'test',
      DATABASE_URL: database.url,
      REDIS_URL: settings.redis.url,
      JWT_SECRET: 'x'.repeat(32),
      ALIPAY_GATEWAY: simulator.gatewayUrl,
      ALIPAY_SELLER_ID: '2088000000000001',
      ALIPAY_PRIVATE_KEY_FILE: keys.appPrivateKeyFile,
      ALIPAY_PUBLIC_KEY_FILE: keys.alipayPublicKeyFile,
      ...more,
    };
    return new Promise((resolve) => {
      const command = ['scripts/reconcile.mjs', ...args];
      execFile(process.execPath, command, { env }, (error, out, err) => {
        const code = error === null ? 0 : Number(error.code ?? 1);
        resolve({ code, out: out + err });
      });
    });
  }

  close(): Promise<void> {
    return this.shop.close();
  }
}
