import { Body, Controller, Delete, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentUser } from '../auth/current-user.js';
import { Needs } from '../auth/needs.js';
import type { SignedInUser } from '../auth/signed-in-user.js';
import { pageOf } from '../http/openapi/page-example.js';
import { IdempotencyKey } from '../http/idempotency/idempotency.js';
import type { Page } from '../http/page.js';
import { IdParam } from '../http/params.js';
import { NewWebhookView, RotatedView, WebhookPage, WebhookView } from './webhook-views.js';
import { ChangeWebhookDto, NewWebhookDto } from './webhooks.dto.js';
import {
  INVALID_WEBHOOK,
  NO_SUCH_WEBHOOK,
  REFUSED_ADDRESS,
  ROTATED_EXAMPLE,
  SECRET_EXAMPLE,
  TOO_MANY_WEBHOOKS,
  WEBHOOK_EXAMPLE,
} from './webhooks.examples.js';
import { WebhooksService } from './webhooks.service.js';

const WEBHOOK = {
  status: 200,
  description: 'The webhook',
  type: WebhookView,
  example: WEBHOOK_EXAMPLE,
};

@ApiTags('webhooks')
@Controller('api/v1/webhooks')
export class WebhooksController {
  constructor(private readonly webhooks: WebhooksService) {}

  @Needs('webhooks.manage')
  @Post()
  @ApiOperation({
    summary: 'Subscribe an address to events (staff)',
    description:
      'The secret with which its deliveries are signed is in this answer and in no other.',
  })
  @ApiResponse({
    status: 201,
    description: 'The webhook and its secret',
    type: NewWebhookView,
    example: { ...WEBHOOK_EXAMPLE, secret: SECRET_EXAMPLE },
  })
  @ApiResponse(INVALID_WEBHOOK)
  @ApiResponse(TOO_MANY_WEBHOOKS)
  @ApiResponse(REFUSED_ADDRESS)
  createWebhook(
    @CurrentUser() user: SignedInUser,
    @Body() body: NewWebhookDto,
    @IdempotencyKey() key: string | null,
  ): Promise<NewWebhookView> {
    return this.webhooks.create(user, body, key);
  }

  @Needs('webhooks.read')
  @Get()
  @ApiOperation({
    summary: 'List the webhooks (staff)',
    description:
      'All of them in one part, paused ones too, without their secrets. `nextCursor` is always null.',
  })
  @ApiResponse({
    status: 200,
    description: 'The oldest first',
    type: WebhookPage,
    example: pageOf(WEBHOOK_EXAMPLE),
  })
  listWebhooks(): Promise<Page<WebhookView>> {
    return this.webhooks.list();
  }

  @Needs('webhooks.read')
  @Get(':id')
  @ApiOperation({
    summary: 'Read a webhook (staff)',
    description:
      'Its address, types of events, and whether deliveries fail or it is paused, and since when. The secret is not ' +
      'shown again.',
  })
  @ApiResponse(WEBHOOK)
  @ApiResponse(NO_SUCH_WEBHOOK)
  getWebhook(@IdParam('id') id: number): Promise<WebhookView> {
    return this.webhooks.read(id);
  }

  @Needs('webhooks.manage')
  @Patch(':id')
  @ApiOperation({
    summary: 'Change a webhook (staff)',
    description: '`active: false` pauses it: its events wait until it is active again.',
  })
  @ApiResponse(WEBHOOK)
  @ApiResponse(NO_SUCH_WEBHOOK)
  @ApiResponse(INVALID_WEBHOOK)
  @ApiResponse(REFUSED_ADDRESS)
  updateWebhook(
    @CurrentUser() user: SignedInUser,
    @IdParam('id') id: number,
    @Body() body: ChangeWebhookDto,
  ): Promise<WebhookView> {
    return this.webhooks.change(user, id, body);
  }

  @Needs('webhooks.manage')
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'End a subscription and forget its deliveries (staff)',
    description:
      'What waits to be delivered is dropped. To stop for a while, send `active: false` instead. A second time it ' +
      'is answered 404.',
  })
  @ApiResponse({ status: 204, description: 'It is gone' })
  @ApiResponse(NO_SUCH_WEBHOOK)
  deleteWebhook(@CurrentUser() user: SignedInUser, @IdParam('id') id: number): Promise<void> {
    return this.webhooks.remove(user, id);
  }

  @Needs('webhooks.manage')
  @Post(':id/rotate-secret')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Make a new secret (staff)',
    description: 'For a day deliveries bear a signature of the old secret beside the new one’s.',
  })
  @ApiResponse({
    status: 200,
    description: 'The new secret, shown this once',
    type: RotatedView,
    example: ROTATED_EXAMPLE,
  })
  @ApiResponse(NO_SUCH_WEBHOOK)
  rotateWebhookSecret(
    @CurrentUser() user: SignedInUser,
    @IdParam('id') id: number,
    @IdempotencyKey() key: string | null,
  ): Promise<RotatedView> {
    return this.webhooks.rotate(user, id, key);
  }

  @Needs('webhooks.manage')
  @Post(':id/resume')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Send to a webhook again (staff)',
    description: 'All that waits for its next try is due at once, in its order.',
  })
  @ApiResponse(WEBHOOK)
  @ApiResponse(NO_SUCH_WEBHOOK)
  resumeWebhook(
    @CurrentUser() user: SignedInUser,
    @IdParam('id') id: number,
  ): Promise<WebhookView> {
    return this.webhooks.resume(user, id);
  }
}
