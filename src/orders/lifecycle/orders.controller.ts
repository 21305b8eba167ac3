import { Body, Controller, Get, HttpCode, Patch, Post, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AuthGuard } from '../../auth/auth.guard.js';
import { SIGN_IN_REQUIRED } from '../../auth/auth.refusals.js';
import { CurrentUser } from '../../auth/current-user.js';
import { Needs, OwnerOr } from '../../auth/needs.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { OrderNoParam } from '../../http/params.js';
import { Quoting } from '../quote/quoting.service.js';
import { quoteSource } from './order-requests.js';
import { OrderView } from '../model/order-view.js';
import { OrderEditDto, QuoteDto } from './orders.dto.js';
import {
  INVALID_EDIT,
  INVALID_QUOTE,
  NO_SUCH_ORDER,
  NOT_EDITABLE,
  NOT_RECEIVABLE,
  NOTHING_TO_BUY,
  ORDER_EXAMPLES,
  QUOTE_EXAMPLE,
  RECEIVED_EXAMPLE,
  STOCK_SHORT,
} from '../model/orders.examples.js';
import { OrderEdits } from './order-edits.service.js';
import { OrdersService } from './orders.service.js';
import { QuoteView, quoteView } from '../quote/quote-view.js';

@ApiTags('orders')
@ApiBearerAuth()
@ApiResponse(SIGN_IN_REQUIRED)
@UseGuards(AuthGuard)
@Controller('api/v1/orders')
export class OrdersController {
  constructor(
    private readonly checkout: Quoting,
    private readonly orders: OrdersService,
    private readonly edits: OrderEdits,
  ) {}

  @Post('quote')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Say what an order would cost',
    description:
      'Holds no stock and no price. The token says what was shown, and makes one order at that price until `expiresAt`; ' +
      'when a price has changed since, making the order answers 409 `price-changed` with both prices and a new token.',
  })
  @ApiResponse({ status: 200, description: 'The quote', type: QuoteView, example: QUOTE_EXAMPLE })
  @ApiResponse(INVALID_QUOTE)
  @ApiResponse(STOCK_SHORT)
  @ApiResponse(NOTHING_TO_BUY)
  async quoteOrder(@CurrentUser() user: SignedInUser, @Body() body: QuoteDto): Promise<QuoteView> {
    return quoteView(await this.checkout.quote(user, quoteSource(body)));
  }

  @OwnerOr('orders.read')
  @Get(':orderNo')
  @ApiOperation({
    summary: 'Read an order (its owner, staff)',
    description:
      "Another customer's order is answered as one that does not exist. Staff (`orders.read`) also see whose it is. " +
      'The state comes from our books and asks Alipay nothing: `POST …/payment/sync` does that.',
  })
  @ApiResponse({
    status: 200,
    description: 'The order',
    type: OrderView,
    examples: ORDER_EXAMPLES,
  })
  @ApiResponse(NO_SUCH_ORDER)
  getOrder(@CurrentUser() user: SignedInUser, @OrderNoParam() orderNo: string): Promise<OrderView> {
    return this.orders.view(user, orderNo);
  }

  @Patch(':orderNo')
  @Needs('orders.remark')
  @ApiOperation({
    summary: 'Change the address or the remark of an order that was not shipped (staff)',
    description:
      'Only the members that are sent change, and the same again changes nothing. Possible while the order is ' +
      '`PENDING_PAYMENT` or `TO_SHIP`.',
  })
  @ApiResponse({
    status: 200,
    description: 'The order',
    type: OrderView,
    examples: ORDER_EXAMPLES,
  })
  @ApiResponse(INVALID_EDIT)
  @ApiResponse(NO_SUCH_ORDER)
  @ApiResponse(NOT_EDITABLE)
  async editOrder(
    @CurrentUser() user: SignedInUser,
    @OrderNoParam() orderNo: string,
    @Body() body: OrderEditDto,
  ): Promise<OrderView> {
    await this.edits.edit(user, orderNo, body);
    return this.orders.view(user, orderNo);
  }

  @Post(':orderNo/receive')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Confirm the receipt (its owner)',
    description:
      'Possible once all has been sent (`SHIPPED`). Saying so again answers the same order. The order is completed ' +
      'by itself some days later.',
  })
  @ApiResponse({
    status: 200,
    description: 'The received order',
    type: OrderView,
    example: RECEIVED_EXAMPLE,
  })
  @ApiResponse(NO_SUCH_ORDER)
  @ApiResponse(NOT_RECEIVABLE)
  receiveOrder(
    @CurrentUser() user: SignedInUser,
    @OrderNoParam() orderNo: string,
  ): Promise<OrderView> {
    return this.orders.receive(user, orderNo);
  }
}
