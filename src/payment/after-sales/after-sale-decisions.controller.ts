import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentUser } from '../../auth/current-user.js';
import { Needs } from '../../auth/needs.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { LongIdParam } from '../../http/params.js';
import { ReasonBody, ReasonDto } from '../../http/reason.js';
import { AfterSaleDecisions } from './after-sale-decisions.service.js';
import { AfterSaleView } from './after-sale-view.js';
import { AgreementDto, ReceiptDto, RejectionDto } from './after-sale.dto.js';
import {
  AFTER_SALE_DECIDED,
  AGREED_EXAMPLE,
  INVALID_AFTER_SALE,
  INVALID_REASON,
  NO_RETURN_ADDRESS,
  NO_SUCH_AFTER_SALE,
  REFUNDING_EXAMPLE,
  REJECTED_EXAMPLE,
  WRONG_RECEIPT,
} from './after-sale.examples.js';
import { ReturnReceipts } from './return-receipts.service.js';

/** What staff decides about cases. */
@ApiTags('after-sales')
@Controller('api/v1/after-sales/:id')
export class AfterSaleDecisionsController {
  constructor(
    private readonly decisions: AfterSaleDecisions,
    private readonly receipts: ReturnReceipts,
  ) {}

  @Needs('refunds.approve')
  @Post('agree')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Agree to a case (staff)',
    description:
      'Money alone goes back at once; goods are waited for at `returnAddress`. Nobody agrees to, receives or refunds a case of ' +
      'their own order (403 `own-request`).',
  })
  @ApiResponse({
    status: 200,
    description: 'The case',
    type: AfterSaleView,
    example: AGREED_EXAMPLE,
  })
  @ApiResponse(INVALID_REASON)
  @ApiResponse(NO_SUCH_AFTER_SALE)
  @ApiResponse(AFTER_SALE_DECIDED)
  @ApiResponse(NO_RETURN_ADDRESS)
  agreeToAfterSale(
    @CurrentUser() staff: SignedInUser,
    @LongIdParam('id') id: string,
    @Body() { returnAddress, reason }: AgreementDto,
  ): Promise<AfterSaleView> {
    return this.decisions.agree(staff, id, {
      returnAddress: returnAddress ?? null,
      reason: reason ?? null,
    });
  }

  @Needs('refunds.approve')
  @Post('reject')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Turn a case down (staff)',
    description:
      'With a reason that the buyer reads. Possible until the refund is under way, also for goods that were sent ' +
      'back. Rejecting it again answers the same case.',
  })
  @ApiResponse({
    status: 200,
    description: 'The case',
    type: AfterSaleView,
    example: REJECTED_EXAMPLE,
  })
  @ApiResponse(INVALID_REASON)
  @ApiResponse(NO_SUCH_AFTER_SALE)
  @ApiResponse(AFTER_SALE_DECIDED)
  rejectAfterSale(
    @CurrentUser() staff: SignedInUser,
    @LongIdParam('id') id: string,
    @Body() { reason }: RejectionDto,
  ): Promise<AfterSaleView> {
    return this.decisions.reject(staff, id, reason);
  }

  @Needs('refunds.make')
  @Post('receive-back')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Book what really came back, and refund it (staff)',
    description:
      'Each line says how many pieces came and whether they go into the stock. Less than was paid for them goes back with ' +
      '`amount` and a `reason`.',
  })
  @ApiResponse({
    status: 200,
    description: 'The case',
    type: AfterSaleView,
    example: REFUNDING_EXAMPLE,
  })
  @ApiResponse(INVALID_AFTER_SALE)
  @ApiResponse(NO_SUCH_AFTER_SALE)
  @ApiResponse(AFTER_SALE_DECIDED)
  @ApiResponse(WRONG_RECEIPT)
  receiveBack(
    @CurrentUser() staff: SignedInUser,
    @LongIdParam('id') id: string,
    @Body() body: ReceiptDto,
  ): Promise<AfterSaleView> {
    return this.receipts.receiveBack(staff, id, body);
  }

  @Needs('refunds.make')
  @Post('refund')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Try the refund of a case again, after one that failed (staff)',
    description:
      'Under a new number at Alipay, for the same pieces. Only of a case whose refund failed: `RECEIVED_BACK`, or ' +
      '`AGREED` for money alone. While a refund is under way it is refused, so a repeat pays nothing twice.',
  })
  @ReasonBody()
  @ApiResponse({
    status: 200,
    description: 'The case',
    type: AfterSaleView,
    example: REFUNDING_EXAMPLE,
  })
  @ApiResponse(NO_SUCH_AFTER_SALE)
  @ApiResponse(AFTER_SALE_DECIDED)
  refundAfterSale(
    @CurrentUser() staff: SignedInUser,
    @LongIdParam('id') id: string,
    @Body() { reason }: ReasonDto,
  ): Promise<AfterSaleView> {
    return this.receipts.refundAgain(staff, id, reason);
  }
}
