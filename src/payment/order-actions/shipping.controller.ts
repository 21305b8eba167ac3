import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentUser } from '../../auth/current-user.js';
import { Needs } from '../../auth/needs.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { OrderNoParam } from '../../http/params.js';
import { OrderView } from '../../orders/model/order-view.js';
import {
  INVALID_SHIPMENT,
  NO_SUCH_ORDER,
  NOT_SHIPPABLE,
  SHIPPED_EXAMPLE,
} from '../../orders/model/orders.examples.js';
import { ALIPAY_NO_RESPONSE } from '../model/payment.examples.js';
import { ShipOrder } from './ship-order.service.js';
import { ShipmentDto } from './shipping.dto.js';

/** Shipping asks Alipay, so its route stands here, above orders. */
@ApiTags('orders')
@Controller('api/v1/orders/:orderNo')
export class ShippingController {
  constructor(private readonly shipping: ShipOrder) {}

  @Needs('orders.ship')
  @Post('ship')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Send the goods (operators); the same again answers the same',
    description:
      'Alipay is asked first when it was not heard of the money for `SHIP_ASK_AFTER_SECONDS`; without an answer nothing is ' +
      'shipped, unless `SHIP_UNANSWERED` is set. Refused while all that was paid is being sent back: by a cancel, or by ' +
      'refunds that are not turned down, failed or waiting for an approval and add up to it. When one of them fails, the ' +
      'order can be shipped again. A customer who asks for all of it (`refundRequestedAt`) holds it for ' +
      '`REFUND_REQUEST_HOLD_MINUTES`.',
  })
  @ApiResponse({
    status: 200,
    description: 'The shipped order',
    type: OrderView,
    example: SHIPPED_EXAMPLE,
  })
  @ApiResponse(INVALID_SHIPMENT)
  @ApiResponse(NO_SUCH_ORDER)
  @ApiResponse(NOT_SHIPPABLE)
  @ApiResponse(ALIPAY_NO_RESPONSE)
  shipOrder(
    @CurrentUser() operator: SignedInUser,
    @OrderNoParam() orderNo: string,
    @Body() body: ShipmentDto,
  ): Promise<OrderView> {
    return this.shipping.ship(operator, orderNo, body);
  }
}
