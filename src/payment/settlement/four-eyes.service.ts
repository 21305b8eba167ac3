import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OrdersConfig } from '../../../config/orders.config.js';
import { isStaff } from '../../auth/permissions.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { type Fen, yuanToFen } from '../../kernel/money.js';
import { needsSecondPerson } from '../model/four-eyes-rules.js';
import { RefundRepository } from '../model/refund.repository.js';

/** Whose money it is. */
interface Subject {
  /** Null: no order's. */
  readonly orderId: string | null;
  readonly outTradeNo: string;
}

/** Tells when a decision of the staff about money waits for a second person. */
@Injectable()
export class FourEyes {
  private readonly from: Fen | null;

  constructor(
    private readonly refunds: RefundRepository,
    { approveFrom }: OrdersConfig,
  ) {
    this.from = approveFrom === null ? null : yuanToFen(approveFrom);
  }

  /**
   * Whether what a user decides about so much money (fen) needs another person's consent too; a customer's own right
   * never does. The rows of the order, or of the trade's incidents, are locked: halves that are asked for at once come
   * one after the other.
   */
  async areNeeded(
    tx: EntityManager,
    user: SignedInUser,
    { orderId, outTradeNo }: Subject,
    amount: Fen,
  ): Promise<boolean> {
    if (this.from === null || !isStaff(user)) return false;
    const refunds =
      orderId === null
        ? await this.refunds.ofOutTradeNo(tx, outTradeNo)
        : await this.refunds.ofOrder(orderId, tx);
    return needsSecondPerson(this.from, { amount, by: user.id }, refunds);
  }
}
