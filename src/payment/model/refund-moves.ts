import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RefundEvent } from './refund-states.js';

/** What happens to a refund: a move of its state, or that a customer has asked for it. */
export type RefundStep = RefundEvent | 'request';

/** Follows refunds, in the transaction of each step; the rows of the order, the payment and the refund are locked. */
export type RefundListener = (
  tx: EntityManager,
  refundId: string,
  step: RefundStep,
) => Promise<void>;

/** Tells those who follow refunds, and stand above them, of each step that decides about one. */
@Injectable()
export class RefundMoves {
  private readonly listeners: RefundListener[] = [];

  /** Has a listener told of each step from now on. */
  listen(listener: RefundListener): void {
    this.listeners.push(listener);
  }

  /** Tells of a step that was written down. */
  async tell(tx: EntityManager, refundId: string, step: RefundStep): Promise<void> {
    for (const listener of this.listeners) await listener(tx, refundId, step);
  }
}
