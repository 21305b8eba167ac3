import { Body, Controller, Post, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AuthGuard } from '../../auth/auth.guard.js';
import { SIGN_IN_REQUIRED } from '../../auth/auth.refusals.js';
import { CurrentUser } from '../../auth/current-user.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { IdempotencyKey } from '../../http/idempotency/idempotency.js';
import {
  ADDRESS_INVALID,
  INVALID_ORDER,
  ORDER_EXAMPLE,
  PRICE_CHANGED,
} from '../../orders/model/orders.examples.js';
import { OrderView } from '../../orders/model/order-view.js';
import {
  ALIPAY_NO_RESPONSE,
  CHECKOUT_EXAMPLES,
  CHECKOUT_REFUSED,
  TOO_MANY_QUESTIONS,
} from '../model/payment.examples.js';
import { CheckoutView, PlaceAndPay } from './place-and-pay.service.js';
import { PlaceOrder } from './place-order.service.js';
import { CheckoutDto, CreateOrderDto } from './placement.dto.js';
import { orderIn } from './place-request.js';

@ApiBearerAuth()
@ApiResponse(SIGN_IN_REQUIRED)
@UseGuards(AuthGuard)
@Controller('api/v1')
export class PlacementController {
  constructor(
    private readonly placing: PlaceOrder,
    private readonly buying: PlaceAndPay,
  ) {}

  @Post('orders')
  @ApiTags('orders')
  @ApiOperation({
    summary: 'Make the order of a quote',
    description:
      'Takes the stock and keeps prices and address as they are now. The same token again answers the same order.',
  })
  @ApiResponse({ status: 201, description: 'The order', type: OrderView, example: ORDER_EXAMPLE })
  @ApiResponse(INVALID_ORDER)
  @ApiResponse(PRICE_CHANGED)
  @ApiResponse(ADDRESS_INVALID)
  async createOrder(
    @CurrentUser() user: SignedInUser,
    @Body() body: CreateOrderDto,
    @IdempotencyKey() key: string | null,
  ): Promise<OrderView> {
    return orderIn(await this.placing.placeQuoted(user, body, { route: 'POST orders', key }));
  }

  @Post('checkout')
  @ApiTags('orders')
  @ApiOperation({
    summary: 'Buy what was quoted: order, payment and link in one call',
    description:
      'As `POST /orders` and `POST /orders/{orderNo}/payments` after it, in one transaction: order and payment, or ' +
      'neither. The same key, or the same token, again is the same order, with a link while it can be paid. A QR code has ' +
      'to be asked for at Alipay: when that fails, order and payment are there, and the same request asks again.',
  })
  @ApiResponse({
    status: 201,
    description: 'Order and link',
    type: CheckoutView,
    examples: CHECKOUT_EXAMPLES,
  })
  @ApiResponse(INVALID_ORDER)
  @ApiResponse(CHECKOUT_REFUSED)
  @ApiResponse(ADDRESS_INVALID)
  @ApiResponse(TOO_MANY_QUESTIONS)
  @ApiResponse(ALIPAY_NO_RESPONSE)
  checkout(
    @CurrentUser() user: SignedInUser,
    @Body() body: CheckoutDto,
    @IdempotencyKey() key: string | null,
  ): Promise<CheckoutView> {
    return this.buying.checkout(user, body, key);
  }
}
