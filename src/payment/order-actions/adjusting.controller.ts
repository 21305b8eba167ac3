import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentUser } from '../../auth/current-user.js';
import { Needs } from '../../auth/needs.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { OrderNoParam } from '../../http/params.js';
import { yuanToFen } from '../../kernel/money.js';
import { OrderView } from '../../orders/model/order-view.js';
import {
  ADJUSTED_EXAMPLE,
  DISCOUNT_TOO_LARGE,
  INVALID_DISCOUNT,
  NO_SUCH_ORDER,
  NOT_ADJUSTABLE,
} from '../../orders/model/orders.examples.js';
import { ALIPAY_NO_RESPONSE, OWN_ORDER } from '../model/payment.examples.js';
import { AdjustOrder } from './adjust-order.service.js';
import { AdjustmentDto } from './adjusting.dto.js';

/** A trade over the old price may be open at Alipay, so the route that reduces it stands here, above orders. */
@ApiTags('orders')
@Controller('api/v1/orders/:orderNo')
export class AdjustingController {
  constructor(private readonly adjusting: AdjustOrder) {}

  @Needs('orders.adjust')
  @Post('adjust')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Reduce the price of an unpaid order (staff)',
    description:
      'Open trades are closed at Alipay first, and the next link leads to a payment with another number, since Alipay ' +
      'refuses another sum under the same one. Who pays by an old link that nobody had opened gets that money back. ' +
      'Nobody reduces the price of their own order.',
  })
  @ApiResponse({
    status: 200,
    description: 'The order',
    type: OrderView,
    example: ADJUSTED_EXAMPLE,
  })
  @ApiResponse(INVALID_DISCOUNT)
  @ApiResponse(OWN_ORDER)
  @ApiResponse(NO_SUCH_ORDER)
  @ApiResponse(NOT_ADJUSTABLE)
  @ApiResponse(DISCOUNT_TOO_LARGE)
  @ApiResponse(ALIPAY_NO_RESPONSE)
  adjustPrice(
    @CurrentUser() staff: SignedInUser,
    @OrderNoParam() orderNo: string,
    @Body() { discount, reason }: AdjustmentDto,
  ): Promise<OrderView> {
    return this.adjusting.adjust(staff, orderNo, { discount: yuanToFen(discount), reason });
  }
}
