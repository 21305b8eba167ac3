import { Body, Controller, Get, HttpCode, Post, Query, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AuthGuard } from '../../auth/auth.guard.js';
import { SIGN_IN_REQUIRED } from '../../auth/auth.refusals.js';
import { CurrentUser } from '../../auth/current-user.js';
import { OwnerOr } from '../../auth/needs.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { IdempotencyKey } from '../../http/idempotency/idempotency.js';
import { pageOf } from '../../http/openapi/page-example.js';
import type { Page } from '../../http/page.js';
import { LongIdParam, OrderNoParam } from '../../http/params.js';
import {
  INVALID_SHIPMENT,
  NO_SUCH_LINE,
  NO_SUCH_ORDER,
} from '../../orders/model/orders.examples.js';
import { ParcelDto } from '../model/parcel.dto.js';
import { AfterSaleDecisions } from './after-sale-decisions.service.js';
import { AfterSaleRequests } from './after-sale-requests.service.js';
import { AfterSalePage, AfterSaleView } from './after-sale-view.js';
import { AfterSaleDto, AfterSaleListQuery } from './after-sale.dto.js';
import {
  AFTER_SALE_DECIDED,
  AFTER_SALE_EXAMPLE,
  INVALID_AFTER_SALE,
  INVALID_LIST,
  NO_SUCH_AFTER_SALE,
  NOT_POSSIBLE,
  OWNER_ONLY,
  SENT_BACK_EXAMPLE,
  WITHDRAWN_EXAMPLE,
} from './after-sale.examples.js';
import { AfterSales } from './after-sales.service.js';

/** What a buyer does with cases, and reading them. */
@ApiTags('after-sales')
@ApiBearerAuth()
@ApiResponse(SIGN_IN_REQUIRED)
@UseGuards(AuthGuard)
@Controller('api/v1')
export class AfterSalesController {
  constructor(
    private readonly reading: AfterSales,
    private readonly requests: AfterSaleRequests,
    private readonly decisions: AfterSaleDecisions,
  ) {}

  @Post('orders/:orderNo/after-sales')
  @ApiOperation({
    summary: 'Ask for a refund of pieces, with or without sending them back (the buyer)',
    description:
      '`refundOnly` for what was paid and not sent, and after the receipt; `returnAndRefund` after the receipt, for ' +
      '`AFTER_SALE_DAYS`. One open case a piece.',
  })
  @ApiResponse({
    status: 201,
    description: 'The case',
    type: AfterSaleView,
    example: AFTER_SALE_EXAMPLE,
  })
  @ApiResponse(INVALID_AFTER_SALE)
  @ApiResponse(NO_SUCH_ORDER)
  @ApiResponse(NOT_POSSIBLE)
  @ApiResponse(NO_SUCH_LINE)
  applyForAfterSale(
    @CurrentUser() user: SignedInUser,
    @OrderNoParam() orderNo: string,
    @Body() body: AfterSaleDto,
    @IdempotencyKey() key: string | null,
  ): Promise<AfterSaleView> {
    return this.requests.apply(user, orderNo, body, key);
  }

  @Get('after-sales')
  @OwnerOr('orders.read')
  @ApiOperation({
    summary: "List cases, newest first: a buyer's own, everybody's for staff",
    description:
      '`needs=attention` lists what waits for the shop: an answer that is overdue, goods that came back, a refund ' +
      'that failed. A part may have fewer cases than wanted, or none, and yet a `nextCursor`: only one of null says ' +
      'that there are no more.',
  })
  @ApiResponse({
    status: 200,
    description: 'A part of the cases',
    type: AfterSalePage,
    example: pageOf(AFTER_SALE_EXAMPLE),
  })
  @ApiResponse(INVALID_LIST)
  listAfterSales(
    @CurrentUser() user: SignedInUser,
    @Query() query: AfterSaleListQuery,
  ): Promise<Page<AfterSaleView>> {
    return this.reading.list(user, query);
  }

  @Get('after-sales/:id')
  @OwnerOr('orders.read')
  @ApiOperation({
    summary: 'Read a case (the buyer, staff)',
    description:
      "Another customer's case is answered as one that does not exist. `state` says whose turn it is, and " +
      '`refundId` which refund the case has led to.',
  })
  @ApiResponse({
    status: 200,
    description: 'The case',
    type: AfterSaleView,
    example: AFTER_SALE_EXAMPLE,
  })
  @ApiResponse(NO_SUCH_AFTER_SALE)
  readAfterSale(
    @CurrentUser() user: SignedInUser,
    @LongIdParam('id') id: string,
  ): Promise<AfterSaleView> {
    return this.reading.view(user, id);
  }

  @Post('after-sales/:id/send-back')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Say by whom the goods were sent back (the buyer)',
    description:
      'Only once the shop has agreed (`AGREED`), and before `sendBackBy`, after which the case expires. Saying so ' +
      'again answers the same case and keeps the first carrier and number.',
  })
  @ApiResponse({
    status: 200,
    description: 'The case',
    type: AfterSaleView,
    example: SENT_BACK_EXAMPLE,
  })
  @ApiResponse(INVALID_SHIPMENT)
  @ApiResponse(OWNER_ONLY)
  @ApiResponse(NO_SUCH_AFTER_SALE)
  @ApiResponse(AFTER_SALE_DECIDED)
  sendBack(
    @CurrentUser() user: SignedInUser,
    @LongIdParam('id') id: string,
    @Body() body: ParcelDto,
  ): Promise<AfterSaleView> {
    return this.decisions.sendBack(user, id, body);
  }

  @Post('after-sales/:id/withdraw')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Take a case back before goods are on their way (the buyer)',
    description:
      'Only while the case is `APPLIED` or `AGREED`. Its pieces are free again, so that another case can be opened. ' +
      'Withdrawing it again answers the same.',
  })
  @ApiResponse({
    status: 200,
    description: 'The case',
    type: AfterSaleView,
    example: WITHDRAWN_EXAMPLE,
  })
  @ApiResponse(OWNER_ONLY)
  @ApiResponse(NO_SUCH_AFTER_SALE)
  @ApiResponse(AFTER_SALE_DECIDED)
  withdrawAfterSale(
    @CurrentUser() user: SignedInUser,
    @LongIdParam('id') id: string,
  ): Promise<AfterSaleView> {
    return this.decisions.withdraw(user, id);
  }
}
