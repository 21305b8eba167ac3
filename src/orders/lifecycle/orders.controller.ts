import { Body, Controller, Get, HttpCode, Patch, Post, Query, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AuthGuard } from '../../auth/auth.guard.js';
import { SIGN_IN_REQUIRED } from '../../auth/auth.refusals.js';
import { CurrentUser } from '../../auth/current-user.js';
import { Needs, OwnerOr } from '../../auth/needs.js';
import { permissionRefusal } from '../../auth/permission-required.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { pageOf } from '../../http/openapi/example-schema.js';
import type { Page } from '../../http/page.js';
import { OrderNoParam } from '../../http/params.js';
import { Quoting } from '../quote/quoting.service.js';
import { listRequest, quoteSource } from './order-requests.js';
import { OrderPage, OrderView } from '../model/order-view.js';
import { OrderEditDto, OrderListQuery, QuoteDto } from './orders.dto.js';
import {
  INVALID_EDIT,
  INVALID_LIST,
  INVALID_QUOTE,
  NO_SUCH_ORDER,
  NOT_EDITABLE,
  NOT_RECEIVABLE,
  NOTHING_TO_BUY,
  ORDER_EXAMPLE,
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
      'Holds no stock. The token fixes the prices until `expiresAt` and makes one order.',
  })
  @ApiResponse({ status: 200, description: 'The quote', type: QuoteView, example: QUOTE_EXAMPLE })
  @ApiResponse(INVALID_QUOTE)
  @ApiResponse(STOCK_SHORT)
  @ApiResponse(NOTHING_TO_BUY)
  async quoteOrder(@CurrentUser() user: SignedInUser, @Body() body: QuoteDto): Promise<QuoteView> {
    return quoteView(await this.checkout.quote(user, quoteSource(body)));
  }

  @OwnerOr('orders.read')
  @Get()
  @ApiOperation({
    summary: 'List orders, newest first',
    description: "A customer's own; everybody's for staff (`orders.read`).",
  })
  @ApiResponse({
    status: 200,
    description: 'A part of the orders',
    type: OrderPage,
    example: pageOf(ORDER_EXAMPLE),
  })
  @ApiResponse(INVALID_LIST)
  @ApiResponse(permissionRefusal('orders.read'))
  listOrders(
    @CurrentUser() user: SignedInUser,
    @Query() query: OrderListQuery,
  ): Promise<Page<OrderView>> {
    return this.orders.list(user, listRequest(query));
  }

  @OwnerOr('orders.read')
  @Get(':orderNo')
  @ApiOperation({ summary: 'Read an order (its owner, operators)' })
  @ApiResponse({ status: 200, description: 'The order', type: OrderView, example: ORDER_EXAMPLE })
  @ApiResponse(NO_SUCH_ORDER)
  getOrder(@CurrentUser() user: SignedInUser, @OrderNoParam() orderNo: string): Promise<OrderView> {
    return this.orders.view(user, orderNo);
  }

  @Patch(':orderNo')
  @Needs('orders.remark')
  @ApiOperation({
    summary: 'Change the address or the remark of an order that was not shipped (staff)',
  })
  @ApiResponse({
    status: 200,
    description: 'The order',
    type: OrderView,
    example: ORDER_EXAMPLE,
  })
  @ApiResponse(INVALID_EDIT)
  @ApiResponse(NO_SUCH_ORDER)
  @ApiResponse(NOT_EDITABLE)
  async edit(
    @CurrentUser() user: SignedInUser,
    @OrderNoParam() orderNo: string,
    @Body() body: OrderEditDto,
  ): Promise<OrderView> {
    await this.edits.edit(user, orderNo, body);
    return this.orders.view(user, orderNo);
  }

  @Post(':orderNo/receive')
  @HttpCode(200)
  @ApiOperation({ summary: 'Confirm the receipt (its owner)' })
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
