import { Body, Controller, HttpCode, Post, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AuthGuard } from '../../auth/auth.guard.js';
import { SIGN_IN_REQUIRED } from '../../auth/auth.refusals.js';
import { CurrentUser } from '../../auth/current-user.js';
import { OwnerOr } from '../../auth/needs.js';
import { permissionRefusal } from '../../auth/permission-required.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { OrderNoParam } from '../../http/params.js';
import { ReasonBody, ReasonDto } from '../../http/reason.js';
import { OrderView } from '../../orders/model/order-view.js';
import { NO_SUCH_ORDER } from '../../orders/model/orders.examples.js';
import {
  CANCELLED_EXAMPLE,
  CANCELLING_EXAMPLE,
  NOT_CANCELLABLE,
} from '../model/payment.examples.js';
import { CancelOrder } from './cancel-order.service.js';

/** A trade may be open at Alipay, so the route that cancels stands here, above orders. */
@ApiTags('payments')
@ApiBearerAuth()
@ApiResponse(SIGN_IN_REQUIRED)
@UseGuards(AuthGuard)
@Controller('api/v1/orders/:orderNo')
export class CancellingController {
  constructor(private readonly cancelling: CancelOrder) {}

  @OwnerOr('orders.cancel')
  @Post('cancel')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Cancel an unpaid order',
    description:
      'Asks and closes at Alipay first. 202 while Alipay says nothing to rely on: the worker finishes it. Where `REFUND_ON_CANCEL` is ' +
      'set, a paid order that is not shipped is refunded. Of others only with `orders.cancel`.',
  })
  @ReasonBody()
  @ApiResponse({
    status: 200,
    description: 'The cancelled order',
    type: OrderView,
    example: CANCELLED_EXAMPLE,
  })
  @ApiResponse({
    status: 202,
    description: 'Alipay is silent; the request is stored',
    type: OrderView,
    example: CANCELLING_EXAMPLE,
  })
  @ApiResponse(permissionRefusal('orders.cancel'))
  @ApiResponse(NO_SUCH_ORDER)
  @ApiResponse(NOT_CANCELLABLE)
  async cancelOrder(
    @CurrentUser() user: SignedInUser,
    @OrderNoParam() orderNo: string,
    @Body() { reason }: ReasonDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OrderView> {
    const { done, order } = await this.cancelling.cancel(user, orderNo, reason);
    void reply.status(done ? 200 : 202);
    return order;
  }
}
