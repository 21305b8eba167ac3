import { Controller, Get, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AuthGuard } from '../../auth/auth.guard.js';
import { SIGN_IN_REQUIRED } from '../../auth/auth.refusals.js';
import { CurrentUser } from '../../auth/current-user.js';
import { OwnerOr } from '../../auth/needs.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { SpokenLanguage } from '../../http/language.js';
import { OrderNoParam } from '../../http/params.js';
import type { Language } from '../../kernel/words.js';
import { NO_SUCH_ORDER } from '../../orders/model/orders.examples.js';
import { TIMELINE_EXAMPLE } from '../model/payment.examples.js';
import { Timeline } from './timeline.service.js';
import { TimelineView } from './timeline-view.js';

@ApiTags('payments')
@ApiBearerAuth()
@ApiResponse(SIGN_IN_REQUIRED)
@UseGuards(AuthGuard)
@Controller('api/v1/orders/:orderNo/timeline')
export class TimelineController {
  constructor(private readonly timeline: Timeline) {}

  @OwnerOr('orders.read')
  @Get()
  @ApiOperation({
    summary: 'Read what happened to an order, and why',
    description:
      "In the order of time, in plain words. Operators see each of Alipay's reports with its verdict and the `facts` " +
      'behind every sentence; the owner sees less.',
  })
  @ApiResponse({
    status: 200,
    description: 'The timeline',
    type: TimelineView,
    example: TIMELINE_EXAMPLE,
  })
  @ApiResponse(NO_SUCH_ORDER)
  getOrderTimeline(
    @CurrentUser() user: SignedInUser,
    @OrderNoParam() orderNo: string,
    @SpokenLanguage() language: Language,
  ): Promise<TimelineView> {
    return this.timeline.view(user, orderNo, language);
  }
}
