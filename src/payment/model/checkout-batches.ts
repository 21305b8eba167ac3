import { Injectable } from '@nestjs/common';
import { JointBatches, workTogether } from '../../database/batching/joint-batches.js';
import { Transactions } from '../../database/transactions.js';

/**
 * Orders and the payments of orders that are there share transactions: a client of the native API asks for one after the
 * other, and each transaction costs the same, however much is in it.
 */
@Injectable()
export class CheckoutBatches extends JointBatches {
  constructor(transactions: Transactions) {
    super(transactions.shared(workTogether, ({ key }) => key));
  }
}
