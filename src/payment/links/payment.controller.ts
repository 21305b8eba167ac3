import { Body, Controller, Get, HttpCode, Post, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AuthGuard } from '../../auth/auth.guard.js';
import { SIGN_IN_REQUIRED } from '../../auth/auth.refusals.js';
import { CurrentUser } from '../../auth/current-user.js';
import { OwnerOr } from '../../auth/needs.js';
import { permissionRefusal } from '../../auth/permission-required.js';
import { keyScope, type SignedInUser } from '../../auth/signed-in-user.js';
import { Idempotency, IdempotencyKey } from '../../http/idempotency/idempotency.js';
import { OrderNoParam } from '../../http/params.js';
import { NO_SUCH_ORDER } from '../../orders/model/orders.examples.js';
import { StartPaymentDto } from './payment.dto.js';
import {
  ALIPAY_NO_RESPONSE,
  INVALID_METHOD,
  NO_PAYMENT_YET,
  NOT_PAYABLE,
  PAY_LINK_EXAMPLES,
  PAYMENT_EXAMPLE,
  TOO_MANY_QUESTIONS,
} from '../model/payment.examples.js';
import { payLinkView, PayLinkView, PaymentView } from './payment-view.js';
import { PaymentsService } from './payments.service.js';
import { StartPayment } from './start-payment.service.js';

@ApiTags('payments')
@ApiBearerAuth()
@ApiResponse(SIGN_IN_REQUIRED)
@UseGuards(AuthGuard)
@Controller('api/v1/orders/:orderNo')
export class PaymentController {
  constructor(
    private readonly starting: StartPayment,
    private readonly payments: PaymentsService,
    private readonly idempotency: Idempotency,
  ) {}

  @Post('payments')
  @ApiOperation({
    summary: 'Start or continue the payment of an order',
    description:
      'Answers a fresh signed link to the one payment of the order, whatever the method. A QR code has to be asked for ' +
      'at Alipay, and counts as `payment/sync` does.',
  })
  @ApiResponse({
    status: 201,
    description: 'The link',
    type: PayLinkView,
    examples: PAY_LINK_EXAMPLES,
  })
  @ApiResponse(INVALID_METHOD)
  @ApiResponse(NO_SUCH_ORDER)
  @ApiResponse(NOT_PAYABLE)
  @ApiResponse(TOO_MANY_QUESTIONS)
  @ApiResponse(ALIPAY_NO_RESPONSE)
  async startPayment(
    @CurrentUser() user: SignedInUser,
    @OrderNoParam() orderNo: string,
    @Body() body: StartPaymentDto,
    @IdempotencyKey() key: string | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const request = { scope: keyScope(user), key, route: `POST payments of ${orderNo}`, body };
    const start = { orderNo, method: body.method, storefront: 'native' } as const;
    // A QR code is asked for at Alipay once the payment is there: its answer is kept after that.
    if (key !== null && body.method !== 'qr') {
      return this.starting.startOnce(user, start, { ...request, key });
    }
    const { status, body: link } = await this.idempotency.remember(request, async () => ({
      status: 201,
      body: payLinkView(await this.starting.start(user, start)),
    }));
    void reply.status(status);
    return link;
  }

  @OwnerOr('orders.read')
  @Get('payment')
  @ApiOperation({
    summary: "Read the order's payment",
    description:
      'As our books have it, without asking Alipay: `POST …/payment/sync` asks. 404 `no-payment-yet` before the ' +
      'first link was given out.',
  })
  @ApiResponse({
    status: 200,
    description: 'The payment',
    type: PaymentView,
    example: PAYMENT_EXAMPLE,
  })
  @ApiResponse(NO_PAYMENT_YET)
  getPayment(
    @CurrentUser() user: SignedInUser,
    @OrderNoParam() orderNo: string,
  ): Promise<PaymentView> {
    return this.payments.view(user, orderNo);
  }

  @OwnerOr('payments.sync')
  @Post('payment/sync')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Ask Alipay about the payment now',
    description:
      'The worker asks by itself as well; this is for when somebody waits for the answer. A customer may ask 120 times ' +
      'a minute (`ALIPAY_ASKS_PER_MINUTE`), over all orders and with QR codes; who has `payments.sync` as often as it takes.',
  })
  @ApiResponse({
    status: 200,
    description: 'The payment after the answer',
    type: PaymentView,
    example: PAYMENT_EXAMPLE,
  })
  @ApiResponse(permissionRefusal('payments.sync'))
  @ApiResponse(NO_PAYMENT_YET)
  @ApiResponse(TOO_MANY_QUESTIONS)
  @ApiResponse(ALIPAY_NO_RESPONSE)
  syncPayment(
    @CurrentUser() user: SignedInUser,
    @OrderNoParam() orderNo: string,
  ): Promise<PaymentView> {
    return this.payments.sync(user, orderNo);
  }
}
