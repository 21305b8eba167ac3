import { ApiSchema } from '@nestjs/swagger';
import {
  ApiFlag,
  ApiInstant,
  ApiInteger,
  ApiOneOf,
  ApiPart,
  ApiParts,
  ApiText,
  ApiYuan,
} from '../http/openapi/api-members.js';
import { yuanOf } from '../reconciliation/bill-file/sums.js';
import { type Sums, WAYS, type Way } from './hour-sums.js';
import { OPEN_KINDS, type OpenKind } from './open-work.repository.js';

/** What somebody has to look at: what waits in the database, and what ends or is away. */
export const NEED_KINDS = [...OPEN_KINDS, 'certificates', 'workers'] as const;

export type NeedKind = OpenKind | 'certificates' | 'workers';

/** What happened in a time, on the wire. */
@ApiSchema({ name: 'OverviewSums' })
export class OverviewSums {
  @ApiInteger({ description: 'Orders that were made' }) readonly orders!: number;
  @ApiInteger({ description: 'Payments, by when they were paid at Alipay' })
  readonly paidCount!: number;
  @ApiYuan() readonly paidAmount!: string;
  @ApiInteger({ description: 'Refunds, by when they were done' }) readonly refundedCount!: number;
  @ApiYuan() readonly refundedAmount!: string;
  @ApiYuan({ description: 'Paid less refunded; may be below 0' }) readonly net!: string;
  @ApiYuan({ nullable: true, description: 'Of a payment; null: there was none' })
  readonly average!: string | null;
}

/** A day, on the wire. */
@ApiSchema({ name: 'OverviewDay' })
export class OverviewDay extends OverviewSums {
  @ApiText({ description: 'In China time' }) readonly day!: string;
}

/** An hour of today and the same one of yesterday, on the wire. */
@ApiSchema({ name: 'OverviewHour' })
export class OverviewHour {
  @ApiInteger({ description: '0 to 23, in China time' }) readonly hour!: number;
  @ApiPart(() => OverviewSums, { nullable: true, description: 'Null: it has not begun' })
  readonly today!: OverviewSums | null;
  @ApiPart(() => OverviewSums) readonly yesterday!: OverviewSums;
}

/** How payments of the last day were learned of, on the wire. */
@ApiSchema({ name: 'OverviewWay' })
export class OverviewWay {
  @ApiOneOf('OverviewWayName', WAYS) readonly way!: Way;
  @ApiInteger() readonly count!: number;
  @ApiInteger({ nullable: true, description: 'Half of them were booked within so many seconds' })
  readonly p50Seconds!: number | null;
  @ApiInteger({ nullable: true, description: '99 % of them were booked within so many seconds' })
  readonly p99Seconds!: number | null;
}

/** Something that waits for somebody, on the wire. */
@ApiSchema({ name: 'OverviewNeed' })
export class OverviewNeed {
  @ApiOneOf('OverviewNeedKind', NEED_KINDS) readonly kind!: NeedKind;
  @ApiInteger({ description: '1,000 at most' }) readonly count!: number;
  @ApiFlag({ description: 'There are more than `count`' }) readonly isMore!: boolean;
  @ApiText({ description: 'The request that lists them' }) readonly list!: string;
}

/** The workers, on the wire. */
@ApiSchema({ name: 'OverviewWorkers' })
export class OverviewWorkers {
  @ApiInteger({ description: 'Seen in the last minute' }) readonly seen!: number;
  @ApiInstant({ nullable: true, description: 'When one was last seen' })
  readonly lastSeenAt!: string | null;
}

/** The figures of the start page, on the wire. */
@ApiSchema({ name: 'Overview' })
export class OverviewView {
  @ApiInstant() readonly asOf!: string;
  @ApiFlag({ description: 'False: a worker has not made the sums of all hours yet' })
  readonly isComplete!: boolean;
  @ApiPart(() => OverviewDay) readonly today!: OverviewDay;
  @ApiPart(() => OverviewDay) readonly yesterday!: OverviewDay;
  @ApiParts(() => OverviewHour) readonly hours!: readonly OverviewHour[];
  @ApiParts(() => OverviewDay, { description: 'The last 30, the oldest first' })
  readonly days!: readonly OverviewDay[];
  @ApiParts(() => OverviewWay, { description: 'Of the payments of the last 24 hours' })
  readonly recorded!: readonly OverviewWay[];
  @ApiParts(() => OverviewNeed, { description: 'Each kind, also where nothing waits' })
  readonly needs!: readonly OverviewNeed[];
  @ApiPart(() => OverviewWorkers) readonly workers!: OverviewWorkers;
}

/** Sums on the wire. Pure. */
export function sumsView(sums: Sums): OverviewSums {
  const { orders, paidCount, paidAmount, refundedCount, refundedAmount } = sums;
  return {
    orders,
    paidCount,
    paidAmount: yuanOf(paidAmount),
    refundedCount,
    refundedAmount: yuanOf(refundedAmount),
    net: yuanOf(paidAmount - refundedAmount),
    average: paidCount === 0 ? null : yuanOf(Math.round(paidAmount / paidCount)),
  };
}
