import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OrdersConfig } from '../../../config/orders.config.js';
import { Outbox } from '../../events/outbox.js';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import { fenToYuan } from '../../kernel/money.js';
import { Problem } from '../../kernel/problem.js';
import { OrderTransitions } from '../../orders/lifecycle/order-transitions.service.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import { RefundLineEntity } from '../model/refund-line.entity.js';
import { RefundMoves, type RefundStep } from '../model/refund-moves.js';
import { RefundEntity } from '../model/refund.entity.js';
import { afterSaleEvent } from './after-sale-events.js';
import { failEvent } from './after-sale-states.js';
import type { AfterSaleEntity } from './after-sale.entity.js';
import { AfterSaleRepository } from './after-sale.repository.js';

/** A case whose refund took a step, with both rows and the order's. */
interface Followed {
  readonly order: OrderRecord;
  readonly refund: RefundEntity;
  readonly found: AfterSaleEntity;
}

/**
 * Takes cases along with their refunds, in the transaction of each step: a customer's request is a case of money alone, and
 * whoever decides about the one has decided about the other.
 */
@Injectable()
export class AfterSaleRefunds implements OnModuleInit {
  constructor(
    private readonly moves: RefundMoves,
    private readonly cases: AfterSaleRepository,
    private readonly transitions: OrderTransitions,
    private readonly outbox: Outbox,
    private readonly config: OrdersConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.moves.listen((tx, refundId, step) => this.follow(tx, refundId, step));
  }

  private async follow(tx: EntityManager, refundId: string, step: RefundStep): Promise<void> {
    const refund = await tx.findOneByOrFail(RefundEntity, { id: refundId });
    const { orderId } = refund;
    const order = orderId === null ? null : await this.transitions.lockById(tx, orderId);
    if (order === null) return;
    if (step === 'request') return this.open(tx, order, refund);
    const found = await this.cases.lockOfRefund(tx, refundId);
    if (found !== null) await this.take(tx, { order, refund, found }, step);
  }

  /** What staff asks for and waits for an approval is no buyer's case. */
  private async open(tx: EntityManager, order: OrderRecord, refund: RefundEntity): Promise<void> {
    if (refund.origin !== 'customer' || refund.state !== 'REQUESTED') return;
    const now = this.clock.now();
    const lines = await tx.findBy(RefundLineEntity, { refundId: refund.id });
    const { reason, amount, id: refundId } = refund;
    const id = await this.cases.insert(tx, {
      orderId: order.id,
      userId: order.userId,
      type: 'refundOnly',
      reason,
      description: '',
      amount,
      refundId,
      answerDueAt: plusMs(now, this.config.afterSaleAnswerMs),
      createdAt: now,
      lines: lines.map(({ lineId: rowId, count }) => ({ rowId, lineId: 0, count })),
    });
    if (id === null) throw new Problem('piece-in-after-sale');
    const found = { id, type: 'refundOnly' } as const;
    const asked = await this.cases.linesOf([id], tx);
    const told = asked.map(({ lineId, skuId, count }) => ({ lineId, skuId, count }));
    const data = { amount: fenToYuan(amount), reason, lines: told };
    await this.outbox.write(tx, afterSaleEvent(order, found, 'after_sale.applied', data));
  }

  private async take(tx: EntityManager, followed: Followed, step: RefundStep): Promise<void> {
    const follow: Partial<Record<RefundStep, () => Promise<void>>> = {
      approve: () => this.approve(tx, followed),
      reject: () => this.reject(tx, followed),
      close: () => this.reject(tx, followed),
      withdraw: () => this.withdraw(tx, followed),
      succeed: () => this.succeed(tx, followed),
      fail: () => this.fail(tx, followed),
    };
    await follow[stepOfCase(followed.refund, step)]?.();
  }

  /** What the staff made of a case has waited for a second person until now. */
  private approve(tx: EntityManager, followed: Followed): Promise<void> {
    const { refund, found } = followed;
    return refund.origin === 'after-sale'
      ? this.cases.letGo(tx, found.id)
      : this.grant(tx, followed);
  }

  private async grant(tx: EntityManager, { order, refund, found }: Followed): Promise<void> {
    const now = this.clock.now();
    const agreed = { agreedAt: now, decidedBy: refund.decidedBy, rejectReason: null };
    if (!(await this.cases.move(tx, found, 'agree', agreed))) return;
    await this.cases.move(tx, { ...found, state: 'AGREED' }, 'refund');
    await this.outbox.write(
      tx,
      afterSaleEvent(order, found, 'after_sale.agreed', {}),
      refundingEvent(order, found, refund),
    );
  }

  /** A request that fits no more ends without anybody's decision. */
  private async reject(tx: EntityManager, { order, refund, found }: Followed): Promise<void> {
    const { decidedBy, closedReason } = refund;
    const reason = found.rejectReason ?? closedReason ?? '';
    const ended = { endedAt: this.clock.now(), rejectReason: reason, decidedBy };
    if (!(await this.cases.move(tx, found, 'reject', ended))) return;
    await this.outbox.write(tx, afterSaleEvent(order, found, 'after_sale.rejected', { reason }));
  }

  private async withdraw(tx: EntityManager, { order, found }: Followed): Promise<void> {
    if (!(await this.cases.move(tx, found, 'withdraw', { endedAt: this.clock.now() }))) return;
    await this.outbox.write(tx, afterSaleEvent(order, found, 'after_sale.withdrawn', {}));
  }

  private async succeed(tx: EntityManager, { order, refund, found }: Followed): Promise<void> {
    if (!(await this.cases.move(tx, found, 'refunded', { endedAt: this.clock.now() }))) return;
    const data = { refundId: refund.id, amount: fenToYuan(refund.amount) };
    await this.outbox.write(tx, afterSaleEvent(order, found, 'after_sale.refunded', data));
  }

  private async fail(tx: EntityManager, { order, refund, found }: Followed): Promise<void> {
    // One that did not come to be sent has waited for a second person.
    const hasWaited = refund.state !== 'FAILED';
    if (!(await this.cases.move(tx, found, failEvent(found.type), {}, hasWaited))) return;
    const data = { refundId: refund.id };
    await this.outbox.write(tx, afterSaleEvent(order, found, 'after_sale.refund_failed', data));
  }
}

/**
 * What a refund's step means for its case: what the staff made of a case may wait for a second person, and turned down it
 * can be made again, as one that failed. Pure.
 */
function stepOfCase({ origin }: RefundEntity, step: RefundStep): RefundStep {
  const isTurnedDown = step === 'reject' || step === 'close' || step === 'withdraw';
  return origin === 'after-sale' && isTurnedDown ? 'fail' : step;
}

/** A case's refund is under way. Pure. */
export function refundingEvent(order: OrderRecord, found: AfterSaleEntity, refund: RefundEntity) {
  const data = { refundId: refund.id, amount: fenToYuan(refund.amount) };
  return afterSaleEvent(order, found, 'after_sale.refunding', data);
}
