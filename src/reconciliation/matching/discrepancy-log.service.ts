import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Transactions } from '../../database/transactions.js';
import { Outbox } from '../../events/outbox.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import type { Difference, Discrepancy } from '../model/discrepancy.js';
import { DiscrepancyRepository } from '../model/discrepancy.repository.js';

/** So many are written together. */
const TOGETHER = 500;

/** Writes down differences and their ends, each with its event in the same transaction. */
@Injectable()
export class DiscrepancyLog {
  private readonly logger = new Logger(DiscrepancyLog.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly repository: DiscrepancyRepository,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Writes differences that are new; answers how many were. Writing the same ones again changes nothing. */
  async write(type: string, differences: readonly Difference[]): Promise<number> {
    let count = 0;
    for (let from = 0; from < differences.length; from += TOGETHER) {
      const some = differences.slice(from, from + TOGETHER);
      count += await this.transactions.run((tx) => this.writeSome(tx, type, some));
    }
    return count;
  }

  /**
   * Ends a discrepancy, if it is open still; answers whether it was. `endedBy`: the person who decided, by the key of the
   * users' table; null: nobody had to. Why he decided so stays in the row: events leave the house.
   */
  async end(
    tx: EntityManager,
    discrepancy: Discrepancy,
    how: {
      readonly done: string;
      readonly endedBy: number | null;
      readonly who?: string;
      /** What others are told; `done` when it is absent. */
      readonly told?: string;
    },
  ): Promise<boolean> {
    const { done, endedBy, who, told = done } = how;
    const event = endedBy === null ? 'heal' : 'resolve';
    const change = { done, endedBy, endedAt: this.clock.now() };
    if (!(await this.repository.move(tx, discrepancy, event, change))) return false;
    const data = {
      ...dataOf(discrepancy),
      state: event === 'heal' ? 'HEALED' : 'RESOLVED',
      done: told,
      ...(who === undefined ? {} : { decidedBy: who }),
    } as const;
    await this.outbox.write(tx, {
      type: 'reconciliation.discrepancy_resolved',
      orderId: discrepancy.orderId,
      data,
    });
    return true;
  }

  private async writeSome(
    tx: EntityManager,
    type: string,
    differences: readonly Difference[],
  ): Promise<number> {
    const added = await this.repository.add(tx, type, differences, this.clock.now());
    for (const { id, day, kind, outTradeNo } of added) {
      this.logger.warn(
        { discrepancyId: id, day, kind, outTradeNo },
        'the bill and our books differ',
      );
    }
    const events = added.map((one) => ({
      type: 'reconciliation.discrepancy_found' as const,
      orderId: one.orderId,
      data: dataOf(one),
    }));
    await this.outbox.write(tx, ...events);
    return added.length;
  }
}

function dataOf(one: Discrepancy) {
  return {
    discrepancyId: one.id,
    day: one.day,
    kind: one.kind,
    outTradeNo: one.outTradeNo,
    tradeNo: one.tradeNo,
    outRequestNo: one.requestNo,
    billAmount: one.billAmount,
    ourAmount: one.ourAmount,
  };
}
