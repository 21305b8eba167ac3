import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AlipayClient } from '../../alipay/alipay-client.js';
import { ANSWER_CHECKS } from '../../alipay/trade-report.js';
import type { RefundEntity } from '../model/refund.entity.js';
import { DepositBacks } from '../settlement/deposit-backs.service.js';
import type { DepositBackNews } from './deposit-back-schedule.js';
import { numbersOf } from './refund-numbers.js';

/** Asks how the buyer's bank took a refund: the message that tells of it is sent once, and may be lost. */
@Injectable()
export class DepositBackInquiry {
  constructor(
    private readonly alipay: AlipayClient,
    private readonly depositBacks: DepositBacks,
    private readonly dataSource: DataSource,
  ) {}

  /** Asks `alipay.trade.fastpay.refund.query`, and takes what it says of the bank as the message would have been. */
  async ask(refund: RefundEntity): Promise<DepositBackNews> {
    const numbers = await numbersOf(this.dataSource.manager, refund);
    const answer = await this.alipay.queryDepositBack(numbers);
    if (answer.outcome !== 'done') return 'no-answer';
    const { value } = answer;
    if (value.status === 'under-way') return 'under-way';
    if (value.status !== 'none') await this.depositBacks.take(value, ANSWER_CHECKS);
    return 'over';
  }
}
