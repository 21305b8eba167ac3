import { Injectable } from '@nestjs/common';
import { may } from '../../auth/permissions.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import type { Language } from '../../kernel/words.js';
import { OrdersService } from '../../orders/lifecycle/orders.service.js';
import { operatorTimeline, ownerTimeline, type TimelineView } from './timeline-view.js';
import { TradeTimelines } from './trade-timelines.service.js';

/** Tells those who may see an order what happened to it, and why. */
@Injectable()
export class Timeline {
  constructor(
    private readonly orders: OrdersService,
    private readonly timelines: TradeTimelines,
  ) {}

  /** The order's timeline: all of it for staff, less for its owner. Throws Problem `no-such-order`. */
  async view(user: SignedInUser, orderNo: string, language: Language): Promise<TimelineView> {
    const material = await this.timelines.ofOrder(await this.orders.record(user, orderNo));
    const tellIt = may(user, 'orders.read') ? operatorTimeline : ownerTimeline;
    return tellIt(orderNo, material, language);
  }
}
