import { ApiSchema } from '@nestjs/swagger';
import {
  ApiInstant,
  ApiInteger,
  ApiOneOf,
  ApiPart,
  ApiParts,
  ApiText,
  ApiYuan,
} from '../http/openapi/api-members.js';
import { OverviewWay } from './overview-view.js';
import { type QueueName, QUEUES } from './queue-depths.repository.js';

/** How far the orders of a time came, on the wire. */
@ApiSchema({ name: 'TrendsFunnel' })
export class TrendsFunnel {
  @ApiInteger({ description: 'Orders that were made' }) readonly made!: number;
  @ApiInteger({ description: 'Of them, those with a pay link' }) readonly linked!: number;
  @ApiInteger({ description: 'Of them, those whose buyer came to Alipay' })
  readonly atAlipay!: number;
  @ApiInteger({ description: 'Of them, those that were paid' }) readonly paid!: number;
}

/** A day of the charts, on the wire. */
@ApiSchema({ name: 'TrendsDay' })
export class TrendsDay {
  @ApiText({ description: 'In China time' }) readonly day!: string;
  @ApiParts(() => OverviewWay, { description: 'Of the payments that were paid on it' })
  readonly recorded!: readonly OverviewWay[];
  @ApiPart(() => TrendsFunnel, { description: 'Of the orders that were made on it' })
  readonly funnel!: TrendsFunnel;
}

/** What went back for a reason, on the wire. */
@ApiSchema({ name: 'TrendsReason' })
export class TrendsReason {
  @ApiText({ nullable: true, description: 'Its first 60 signs; null: all others together' })
  readonly reason!: string | null;
  @ApiInteger({ description: 'Refunds' }) readonly count!: number;
  @ApiYuan() readonly amount!: string;
}

/** How much waited in a quarter of an hour, on the wire. */
@ApiSchema({ name: 'TrendsDepth' })
export class TrendsDepth {
  @ApiInstant({ description: "The quarter's first instant" }) readonly at!: string;
  @ApiInteger({ description: 'The most that waited in it' }) readonly depth!: number;
}

/** Work that waits for the worker, on the wire. */
@ApiSchema({ name: 'TrendsQueue' })
export class TrendsQueue {
  @ApiOneOf('TrendsQueueName', QUEUES) readonly queue!: QueueName;
  @ApiInteger({ description: 'Now; 100,000 at most' }) readonly waiting!: number;
  @ApiParts(() => TrendsDepth, {
    description: 'By time; a quarter in which no worker ran is absent',
  })
  readonly depths!: readonly TrendsDepth[];
}

/** What the charts of the start page show, on the wire. */
@ApiSchema({ name: 'Trends' })
export class TrendsView {
  @ApiInstant() readonly asOf!: string;
  @ApiParts(() => TrendsDay, { description: 'The last 30, the oldest first' })
  readonly days!: readonly TrendsDay[];
  @ApiParts(() => TrendsReason, {
    description: 'Of the refunds of these days, those for which most went back first',
  })
  readonly refundReasons!: readonly TrendsReason[];
  @ApiParts(() => TrendsQueue) readonly queues!: readonly TrendsQueue[];
}
