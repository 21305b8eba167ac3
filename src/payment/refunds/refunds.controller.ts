import { Body, Controller, Get, HttpCode, Post, Query, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AuthGuard } from '../../auth/auth.guard.js';
import { SIGN_IN_REQUIRED } from '../../auth/auth.refusals.js';
import { CurrentUser } from '../../auth/current-user.js';
import { Needs, OwnerOr } from '../../auth/needs.js';
import { permissionRefusal } from '../../auth/permission-required.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { pageOf } from '../../http/openapi/page-example.js';
import { IdempotencyKey } from '../../http/idempotency/idempotency.js';
import { type Page, PageQuery, readPage } from '../../http/page.js';
import { LongIdParam, OrderNoParam } from '../../http/params.js';
import { ReasonBody, ReasonDto } from '../../http/reason.js';
import { SpokenLanguage } from '../../http/language.js';
import { invalidInput, refusal } from '../../http/refusal.js';
import { TRADE_YUAN } from '../../http/trade-yuan.js';
import type { Language } from '../../kernel/words.js';
import { NO_SUCH_ORDER } from '../../orders/model/orders.examples.js';
import { RefundDto } from './refund.dto.js';
import { REFUND } from './refunds.examples.js';
import { MadeRefundView, refundIn, RefundPage, RefundView } from './refund-view.js';
import { Refunds } from './refunds.service.js';

const MADE: MadeRefundView = {
  ...REFUND,
  leaves: { amount: '0.00', freight: '0.00', lines: [{ lineId: 1, count: 0, amount: '0.00' }] },
};
const TOO_MUCH = refusal({
  slug: 'refund-exceeds-payment',
  members: { paid: '209.00', refunds: '250.00' },
  description:
    '`refund-exceeds-payment`, `refund-exceeds-pieces` (`left` of the `lineId`), `refund-exceeds-freight` (`left`), ' +
    '`nothing-to-refund`, `order-not-refundable`, `refund-request-waits` with its `refundId`, `piece-in-after-sale` ' +
    '(an open case holds pieces of it: it is finished or rejected first), or `restock-impossible`: pieces that have left the ' +
    'shop are not here',
});
const NO_SUCH_LINE = refusal({
  slug: 'no-such-order-line',
  members: { lineId: 9 },
  description: 'The order has no such line; or the key was used for another request',
});
const INVALID_AMOUNT = invalidInput('amount', `amount must be ${TRADE_YUAN}`);
const INVALID_LIST = invalidInput('limit', 'limit must be a whole number from 1 to 100');
const NO_RESTOCK = {
  ...permissionRefusal('refunds.request'),
  description:
    'Who asks wants the pieces back in the stock, or requests closed (`own-order` where their role would do so for others), ' +
    "or it is another's order and `permission` is missing",
};
const NO_SUCH_REFUND = refusal({
  slug: 'no-such-refund',
  description: '`no-such-order`, or `no-such-refund` of it',
});
const OWN = refusal({
  slug: 'own-request',
  description:
    '`own-request`: nobody approves what they asked for; `own-order`: nor for what they bought; or `permission-required`',
});
const ASKER_ONLY = refusal({
  slug: 'owner-only',
  description: 'Others reject it instead, with `refunds.approve`',
});
const DECIDED = refusal({
  slug: 'refund-decided',
  description:
    'Decided otherwise already; an approval also `refund-exceeds-payment`, or `piece-in-after-sale`',
});

@ApiTags('refunds')
@ApiBearerAuth()
@ApiResponse(SIGN_IN_REQUIRED)
@UseGuards(AuthGuard)
@Controller('api/v1/orders/:orderNo/refunds')
export class RefundsController {
  constructor(private readonly refunds: Refunds) {}

  @OwnerOr('refunds.request')
  @Post()
  @ApiOperation({
    summary: 'Refund an order, whole or in part',
    description:
      'Say what is refunded in one of three ways: `lines` (these pieces, for what was paid for them, with or without ' +
      '`freight`), `everything` (all that is left of pieces, freight and money), or a free `amount`, which is bound to no ' +
      'piece. Pieces that are refunded before they are shipped are never shipped, and go into the stock unless `restock` ' +
      'says otherwise; the answer tells how the sum came about and what it leaves. ' +
      "An operator's refund goes to Alipay at once; the owner's, an operator or not, waits for an approval, one at a time. A request that waits " +
      "holds nothing back: an operator's refund that leaves too little for it is answered 409 with its `refundId`, and " +
      'goes first when `closeRequests` is said. An order that waits to be shipped is not shipped any more once all of ' +
      'its money is being sent back.',
  })
  @ApiResponse({ status: 201, description: 'The refund', type: MadeRefundView, example: MADE })
  @ApiResponse(INVALID_AMOUNT)
  @ApiResponse(NO_SUCH_ORDER)
  @ApiResponse(NO_RESTOCK)
  @ApiResponse(NO_SUCH_LINE)
  @ApiResponse(TOO_MUCH)
  async createRefund(
    @CurrentUser() user: SignedInUser,
    @OrderNoParam() orderNo: string,
    @Body() body: RefundDto,
    @IdempotencyKey() key: string | null,
    @Res({ passthrough: true }) reply: FastifyReply,
    @SpokenLanguage() language: Language,
  ): Promise<MadeRefundView> {
    const { status, body: refund } = await this.refunds.request(user, orderNo, body, key);
    void reply.status(status);
    return refundIn(refund, language);
  }

  @OwnerOr('orders.read')
  @Get()
  @ApiOperation({
    summary: "List an order's refunds, oldest first",
    description:
      'Requests that wait or were turned down are among them; only of `SUCCEEDED` ones is it known that the money ' +
      'went back. `waitsFor` is for staff alone. A `nextCursor` of null says that there are no more.',
  })
  @ApiResponse({
    status: 200,
    description: 'A part of them',
    type: RefundPage,
    example: pageOf(REFUND),
  })
  @ApiResponse(INVALID_LIST)
  @ApiResponse(NO_SUCH_ORDER)
  async listOrderRefunds(
    @CurrentUser() user: SignedInUser,
    @OrderNoParam() orderNo: string,
    @Query() query: PageQuery,
    @SpokenLanguage() language: Language,
  ): Promise<Page<RefundView>> {
    const { items, nextCursor } = await this.refunds.list(user, orderNo, readPage(query));
    return { items: items.map((one) => refundIn(one, language)), nextCursor };
  }

  @Needs('refunds.approve')
  @Post(':id/approve')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Let a refund that waits go to Alipay (staff)',
    description:
      'Only of a request that waits (`REQUESTED`), and never by who asked for it or bought the order. It is sent at once; when Alipay ' +
      'does not answer, the worker goes on and the state stays `PROCESSING` or `UNKNOWN`. Approving it again ' +
      'changes nothing. From `APPROVE_FROM` yuan on, where that is set, a refund of the staff waits for it, too, and a ' +
      "customer's request for two of them: after the first it is `REQUESTED` still, with `firstApprovedAt`. What one " +
      'person has let go alone of the same order counts with it.',
  })
  @ReasonBody()
  @ApiResponse({
    status: 200,
    description: 'The refund',
    type: RefundView,
    example: { ...REFUND, origin: 'customer' },
  })
  @ApiResponse(OWN)
  @ApiResponse(NO_SUCH_REFUND)
  @ApiResponse(DECIDED)
  async approveRefund(
    @CurrentUser() user: SignedInUser,
    @OrderNoParam() orderNo: string,
    @LongIdParam('id') id: string,
    @Body() { reason }: ReasonDto,
    @SpokenLanguage() language: Language,
  ): Promise<RefundView> {
    return refundIn(await this.refunds.approve(user, orderNo, id, reason), language);
  }

  @Needs('refunds.approve')
  @Post(':id/reject')
  @HttpCode(200)
  @ApiOperation({
    summary: "Turn a customer's refund down (staff)",
    description:
      'Only of a request that waits (`REQUESTED`): no money moves, and the customer may ask again. Rejecting it ' +
      'again changes nothing.',
  })
  @ReasonBody()
  @ApiResponse({
    status: 200,
    description: 'The refund',
    type: RefundView,
    example: { ...REFUND, origin: 'customer', state: 'REJECTED' },
  })
  @ApiResponse(NO_SUCH_REFUND)
  @ApiResponse(DECIDED)
  async rejectRefund(
    @CurrentUser() user: SignedInUser,
    @OrderNoParam() orderNo: string,
    @LongIdParam('id') id: string,
    @Body() { reason }: ReasonDto,
    @SpokenLanguage() language: Language,
  ): Promise<RefundView> {
    return refundIn(await this.refunds.reject(user, orderNo, id, reason), language);
  }

  @OwnerOr('refunds.request')
  @Post(':id/withdraw')
  @HttpCode(200)
  @ApiOperation({
    summary: "Take one's own request for a refund back while it waits",
    description:
      'Only by who asked, and only while it is `REQUESTED`: no money moves, and another may be asked for. ' +
      'Withdrawing it again changes nothing.',
  })
  @ApiResponse({
    status: 200,
    description: 'The request',
    type: RefundView,
    example: { ...REFUND, origin: 'customer', state: 'WITHDRAWN' },
  })
  @ApiResponse(ASKER_ONLY)
  @ApiResponse(NO_SUCH_REFUND)
  @ApiResponse(DECIDED)
  async withdrawRefund(
    @CurrentUser() user: SignedInUser,
    @OrderNoParam() orderNo: string,
    @LongIdParam('id') id: string,
    @SpokenLanguage() language: Language,
  ): Promise<RefundView> {
    return refundIn(await this.refunds.withdraw(user, orderNo, id), language);
  }
}
