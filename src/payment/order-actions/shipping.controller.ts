import { Body, Controller, Get, HttpCode, Patch, Post, Query, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AuthGuard } from '../../auth/auth.guard.js';
import { SIGN_IN_REQUIRED } from '../../auth/auth.refusals.js';
import { CurrentUser } from '../../auth/current-user.js';
import { Needs, OwnerOr } from '../../auth/needs.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { IdempotencyKey } from '../../http/idempotency/idempotency.js';
import { pageOf } from '../../http/openapi/page-example.js';
import { type Page, PageQuery, readPage } from '../../http/page.js';
import { LongIdParam, OrderNoParam } from '../../http/params.js';
import { OrderView } from '../../orders/model/order-view.js';
import {
  INVALID_LIST,
  INVALID_SHIPMENT,
  NO_SUCH_LINE,
  NO_SUCH_ORDER,
  NO_SUCH_SHIPMENT,
  NOT_SHIPPABLE,
  SHIPMENT_EXAMPLE,
  SHIPPED_EXAMPLE,
} from '../../orders/model/orders.examples.js';
import { ShipmentPage, ShipmentView } from '../../orders/model/shipment-view.js';
import { ParcelDto } from '../model/parcel.dto.js';
import { ALIPAY_NO_RESPONSE } from '../model/payment.examples.js';
import { ShipOrder } from './ship-order.service.js';
import { ShipmentDto } from './shipping.dto.js';

const ASKS_FIRST =
  'Alipay is asked first when it was not heard of the money for `SHIP_ASK_AFTER_SECONDS`; without an answer nothing is ' +
  'shipped, unless `SHIP_UNANSWERED` is set. Refused while all that was paid is being sent back: by a cancel, or by ' +
  'refunds that are not turned down, failed or waiting for an approval and add up to it. When one of them fails, the ' +
  'order can be shipped again. A customer who asks for all of it (`refundRequestedAt`) holds it for ' +
  '`REFUND_REQUEST_HOLD_MINUTES`.';

/** Shipping asks Alipay, so its routes stand here, above orders. */
@ApiTags('orders')
@Controller('api/v1')
export class ShippingController {
  constructor(private readonly shipping: ShipOrder) {}

  @Needs('orders.ship')
  @Post('orders/:orderNo/ship')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Send all goods that wait, in one parcel (staff); the same again answers the same',
    description: ASKS_FIRST,
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
    @Body() body: ParcelDto,
  ): Promise<OrderView> {
    return this.shipping.ship(operator, orderNo, body);
  }

  @Needs('orders.ship')
  @Post('orders/:orderNo/shipments')
  @ApiOperation({
    summary: 'Send some of the goods, or all that wait, in a parcel (staff)',
    description:
      'The order is `PARTLY_SHIPPED` while something of it waits, and `SHIPPED` when nothing does: pieces that were ' +
      `refunded before they left do not wait, and those of a refund under way do not leave. ${ASKS_FIRST}`,
  })
  @ApiResponse({
    status: 201,
    description: 'The parcel',
    type: ShipmentView,
    example: SHIPMENT_EXAMPLE,
  })
  @ApiResponse(INVALID_SHIPMENT)
  @ApiResponse(NO_SUCH_ORDER)
  @ApiResponse(NOT_SHIPPABLE)
  @ApiResponse(NO_SUCH_LINE)
  @ApiResponse(ALIPAY_NO_RESPONSE)
  sendParcel(
    @CurrentUser() operator: SignedInUser,
    @OrderNoParam() orderNo: string,
    @Body() body: ShipmentDto,
    @IdempotencyKey() key: string | null,
  ): Promise<ShipmentView> {
    return this.shipping.send(operator, orderNo, body, key);
  }

  @UseGuards(AuthGuard)
  @ApiBearerAuth()
  @ApiResponse(SIGN_IN_REQUIRED)
  @OwnerOr('orders.read')
  @Get('orders/:orderNo/shipments')
  @ApiOperation({
    summary: "List an order's parcels, oldest first (its owner, staff)",
    description:
      'Each with its pieces, carrier and number. What was sent before parcels were known is one parcel with all ' +
      'pieces. A `nextCursor` of null says that there are no more.',
  })
  @ApiResponse({
    status: 200,
    description: 'A part of them',
    type: ShipmentPage,
    example: pageOf(SHIPMENT_EXAMPLE),
  })
  @ApiResponse(INVALID_LIST)
  @ApiResponse(NO_SUCH_ORDER)
  listParcels(
    @CurrentUser() user: SignedInUser,
    @OrderNoParam() orderNo: string,
    @Query() query: PageQuery,
  ): Promise<Page<ShipmentView>> {
    return this.shipping.list(user, orderNo, readPage(query));
  }

  @Needs('orders.ship')
  @Patch('shipments/:id')
  @ApiOperation({
    summary: "Correct a parcel's carrier and number (staff)",
    description: 'The pieces of a parcel cannot be changed. The same again changes nothing.',
  })
  @ApiResponse({
    status: 200,
    description: 'The parcel',
    type: ShipmentView,
    example: { ...SHIPMENT_EXAMPLE, correctedAt: '2026-11-22T09:30:00+08:00' },
  })
  @ApiResponse(INVALID_SHIPMENT)
  @ApiResponse(NO_SUCH_SHIPMENT)
  correctParcel(
    @CurrentUser() staff: SignedInUser,
    @LongIdParam('id') id: string,
    @Body() body: ParcelDto,
  ): Promise<ShipmentView> {
    return this.shipping.correct(staff, id, body);
  }
}
