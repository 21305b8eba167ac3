import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Needs } from '../../auth/needs.js';
import { INVALID_FILTER } from '../../http/list-query.js';
import { pageOf } from '../../http/openapi/page-example.js';
import type { Page } from '../../http/page.js';
import { type ListedDelivery, ListedDeliveryPage } from '../webhook-views.js';
import { DeliveryListQuery } from '../webhooks.dto.js';
import { DELIVERY_EXAMPLE } from '../webhooks.examples.js';
import { DeliveryLists } from './delivery-lists.service.js';

@ApiTags('webhooks')
@Controller('api/v1/webhook-deliveries')
export class DeliveryListController {
  constructor(private readonly lists: DeliveryLists) {}

  @Needs('webhooks.read')
  @Get()
  @ApiOperation({
    summary: 'List deliveries to all webhooks (staff)',
    description:
      'The newest first. A part may have fewer deliveries than wanted, or none, and yet a `nextCursor`; only one of null ' +
      'says that there are no more.',
  })
  @ApiResponse({
    status: 200,
    description: 'A part of them',
    type: ListedDeliveryPage,
    example: pageOf({ webhookId: 1, ...DELIVERY_EXAMPLE }),
  })
  @ApiResponse(INVALID_FILTER)
  listWebhookDeliveries(@Query() query: DeliveryListQuery): Promise<Page<ListedDelivery>> {
    return this.lists.page(query);
  }
}
