import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentUser } from '../../auth/current-user.js';
import { Needs } from '../../auth/needs.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { pageOf } from '../../http/openapi/page-example.js';
import { IdempotencyKey } from '../../http/idempotency/idempotency.js';
import { type Page, readPage } from '../../http/page.js';
import { IdParam, LongIdParam } from '../../http/params.js';
import { Redelivery, Replayed } from './redelivery.service.js';
import { DeliveryDetail, DeliveryPage, DeliveryView } from '../webhook-views.js';
import { DeliveryQuery, ReplayDto } from '../webhooks.dto.js';
import {
  DELIVERY_DETAIL_EXAMPLE,
  DELIVERY_EXAMPLE,
  DELIVERY_WAITS,
  INVALID_LIST,
  INVALID_REPLAY,
  NO_SUCH_DELIVERY,
  NO_SUCH_EVENT,
  NO_SUCH_WEBHOOK,
} from '../webhooks.examples.js';

@ApiTags('webhooks')
@Controller('api/v1/webhooks/:id')
export class DeliveriesController {
  constructor(private readonly redelivery: Redelivery) {}

  @Needs('webhooks.read')
  @Get('deliveries')
  @ApiOperation({
    summary: "Read a webhook's delivery log (staff)",
    description:
      'Ended deliveries are kept for `WEBHOOK_LOG_DAYS`. A `nextCursor` of null says that there are no more.',
  })
  @ApiResponse({
    status: 200,
    description: 'The newest first, each with its tries and the beginnings of the answers',
    type: DeliveryPage,
    example: pageOf(DELIVERY_EXAMPLE),
  })
  @ApiResponse(INVALID_LIST)
  @ApiResponse(NO_SUCH_WEBHOOK)
  listDeliveries(
    @IdParam('id') id: number,
    @Query() query: DeliveryQuery,
  ): Promise<Page<DeliveryView>> {
    return this.redelivery.list(id, query.state ?? null, readPage(query));
  }

  @Needs('webhooks.read')
  @Get('deliveries/:deliveryId')
  @ApiOperation({
    summary: 'Read a delivery with what is sent (staff)',
    description:
      'The body as it is signed and sent, and each try with the beginning of its answer. The signature is not told.',
  })
  @ApiResponse({
    status: 200,
    description: 'The delivery',
    type: DeliveryDetail,
    example: DELIVERY_DETAIL_EXAMPLE,
  })
  @ApiResponse(NO_SUCH_DELIVERY)
  getDelivery(
    @IdParam('id') id: number,
    @LongIdParam('deliveryId') deliveryId: string,
  ): Promise<DeliveryDetail> {
    return this.redelivery.read(id, deliveryId);
  }

  @Needs('webhooks.manage')
  @Post('deliveries/:deliveryId/resend')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Send an event again (staff)',
    description:
      'A pending delivery is tried now. One that has ended is made anew, beside the order of the others.',
  })
  @ApiResponse({
    status: 202,
    description: 'The delivery that will be made',
    type: DeliveryView,
    example: { ...DELIVERY_EXAMPLE, id: '955', origin: 'resend', attempts: 0, tries: [] },
  })
  @ApiResponse(NO_SUCH_DELIVERY)
  @ApiResponse(DELIVERY_WAITS)
  resendDelivery(
    @CurrentUser() user: SignedInUser,
    @IdParam('id') id: number,
    @LongIdParam('deliveryId') deliveryId: string,
    @IdempotencyKey() key: string | null,
  ): Promise<DeliveryView> {
    return this.redelivery.resend(user, id, deliveryId, key);
  }

  @Needs('webhooks.manage')
  @Post('replay')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Deliver events again from one or from a time on (staff)',
    description:
      'All events of the types that are subscribed now, in order, that one included. At most 5,000 at a time: while ' +
      '`nextEventId` is not null, ask again with it.',
  })
  @ApiResponse({
    status: 202,
    description: 'How many events will be delivered',
    type: Replayed,
    example: { enqueued: 128, nextEventId: null },
  })
  @ApiResponse(INVALID_REPLAY)
  @ApiResponse(NO_SUCH_EVENT)
  replayEvents(
    @CurrentUser() user: SignedInUser,
    @IdParam('id') id: number,
    @Body() body: ReplayDto,
    @IdempotencyKey() key: string | null,
  ): Promise<Replayed> {
    return this.redelivery.replay(user, id, body, key);
  }
}
