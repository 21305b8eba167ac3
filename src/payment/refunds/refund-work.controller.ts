import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentUser } from '../../auth/current-user.js';
import { Needs } from '../../auth/needs.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { SpokenLanguage } from '../../http/language.js';
import { LongIdParam, OrderNoParam } from '../../http/params.js';
import { refusal } from '../../http/refusal.js';
import type { Language } from '../../kernel/words.js';
import { NO_SUCH_ORDER } from '../../orders/model/orders.examples.js';
import { refundIn, RefundRestView, RefundView } from './refund-view.js';
import { REFUND } from './refunds.examples.js';
import { Refunds } from './refunds.service.js';

const REST: RefundRestView = {
  amount: '209.00',
  freight: '10.00',
  lines: [{ lineId: 1, count: 1, amount: '199.00' }],
};
const NOTHING_PAID = refusal({
  slug: 'order-not-refundable',
  description: 'Nothing was paid for it, or Alipay takes no refunds of it any more',
});
const NO_SUCH_REFUND = refusal({
  slug: 'no-such-refund',
  description: '`no-such-order`, or `no-such-refund` of it',
});
const NOT_UNDER_WAY = refusal({
  slug: 'refund-decided',
  description: 'It waits for a person, or has ended',
});

/** What the staff looks at before a refund, and does about one that hangs. */
@ApiTags('refunds')
@Controller('api/v1/orders/:orderNo')
export class RefundWorkController {
  constructor(private readonly refunds: Refunds) {}

  @Needs('refunds.read')
  @Get('refundable')
  @ApiOperation({
    summary: 'Read what is left to refund of an order (staff)',
    description:
      'All that can still be sent back, and of it the freight and the pieces of each line with what was paid for them. ' +
      'So many pieces of a line bring their share of that, rounded down; the last ones take the rest.',
  })
  @ApiResponse({ status: 200, description: 'What is left', type: RefundRestView, example: REST })
  @ApiResponse(NO_SUCH_ORDER)
  @ApiResponse(NOTHING_PAID)
  getRefundable(
    @CurrentUser() user: SignedInUser,
    @OrderNoParam() orderNo: string,
  ): Promise<RefundRestView> {
    return this.refunds.rest(user, orderNo);
  }

  @Needs('refunds.make')
  @Post('refunds/:id/retry')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Take a refund whose end is not known a step on, now (staff)',
    description:
      'Only of one that is `PROCESSING` or `UNKNOWN`: it is sent again under its number, which Alipay refunds once, or ' +
      'Alipay is asked for it. The worker does the same by itself, later.',
  })
  @ApiResponse({ status: 200, description: 'The refund', type: RefundView, example: REFUND })
  @ApiResponse(NO_SUCH_REFUND)
  @ApiResponse(NOT_UNDER_WAY)
  async retryRefund(
    @CurrentUser() user: SignedInUser,
    @OrderNoParam() orderNo: string,
    @LongIdParam('id') id: string,
    @SpokenLanguage() language: Language,
  ): Promise<RefundView> {
    return refundIn(await this.refunds.retry(user, orderNo, id), language);
  }
}
