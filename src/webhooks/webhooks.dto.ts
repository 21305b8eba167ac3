import { ApiProperty, ApiPropertyOptional, PartialType, PickType } from '@nestjs/swagger';
import {
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  isRFC3339,
  Matches,
  ValidateIf,
} from 'class-validator';
import { EVENT_TYPES, type EventType } from '../events/domain-events.js';
import { says } from '../http/field-words.js';
import { Instant } from '../http/instant.js';
import { LineOfText, MaybeLineOfText } from '../http/line-of-text.js';
import { ListOf, Moment, SearchText } from '../http/list-query.js';
import { MayBeAbsent } from '../http/may-be-absent.js';
import { PageQuery } from '../http/page.js';
import { ReasonDto } from '../http/reason.js';
import { DELIVERY_STATES, type DeliveryState } from './delivery/delivery.entity.js';

/** A new subscription. */
export class NewWebhookDto {
  @ApiProperty({ example: 'https://erp.example.com/hooks/shop' })
  @Matches(
    /^\S{1,500}$/u,
    says({
      en: 'url must be an address of at most 500 characters',
      zh: 'url 须为至多 500 个字符的网址',
    }),
  )
  url!: string;

  @ApiProperty({ enum: EVENT_TYPES, isArray: true, example: ['order.paid', 'order.refunded'] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(EVENT_TYPES, { each: true })
  types!: EventType[];

  @ApiPropertyOptional({ example: 'Warehouse' })
  @MayBeAbsent()
  @MaybeLineOfText(200)
  description?: string;
}

/** What is to be different. */
export class ChangeWebhookDto extends PartialType(
  PickType(NewWebhookDto, ['url', 'types', 'description']),
  { skipNullProperties: false },
) {
  @ApiPropertyOptional({ example: false, description: 'False pauses it: its events wait' })
  @MayBeAbsent()
  @IsBoolean()
  active?: boolean;

  @ApiPropertyOptional({ example: '接收方维护', description: 'Why; the audit log keeps it' })
  @MayBeAbsent()
  @LineOfText(200)
  reason?: string;
}

/** From which event or time on everything is to be delivered again: one of the two is said. */
export class ReplayDto extends ReasonDto {
  @ApiPropertyOptional({
    example: '01KAM3V9Q2W8T5Y7B1C4D6E8F0',
    description: 'The id of an event; it is delivered again too',
  })
  @ValidateIf(
    (replay: ReplayDto) => replay.since === undefined || replay.sinceEventId !== undefined,
  )
  @Matches(
    /^[0-9A-HJKMNP-TV-Z]{26}$/,
    says({ en: 'sinceEventId must be the id of an event', zh: 'sinceEventId 须为事件的 id' }),
  )
  sinceEventId?: string;

  @ApiPropertyOptional({
    example: '2026-11-21T12:00:00+08:00',
    format: 'date-time',
    description: 'The first event at this time or later; instead of `sinceEventId`',
  })
  @MayBeAbsent()
  @Instant(isRFC3339, {
    en: 'since must be an instant with its offset',
    zh: 'since 须为带时区的时刻',
  })
  since?: string;
}

/** Which deliveries are wanted. */
export class DeliveryQuery extends PageQuery {
  @ApiPropertyOptional({
    enum: DELIVERY_STATES,
    example: 'FAILED',
    description: 'Only those in this state; all when absent',
  })
  @MayBeAbsent()
  @IsIn(DELIVERY_STATES)
  state?: DeliveryState;
}

/** Which deliveries of all webhooks are wanted. */
export class DeliveryListQuery extends PageQuery {
  @ListOf(DELIVERY_STATES, 'Only deliveries in these states')
  state?: string;

  @ListOf(EVENT_TYPES, 'Only of events of these types')
  type?: string;

  @ApiPropertyOptional({ example: '1', description: 'Only to this webhook' })
  @MayBeAbsent()
  @Matches(
    /^[1-9]\d{0,9}$/,
    says({ en: 'webhookId must be the id of a webhook', zh: 'webhookId 须为 webhook 的 id' }),
  )
  webhookId?: string;

  @SearchText(
    'An order number, or the id of an event of an order; what was sent again beside its order is not found so',
    '202611211200000123456789',
  )
  q?: string;

  @Moment('Made at this time or later')
  from?: string;

  @Moment('Made before this time, or on this day or before')
  to?: string;
}
