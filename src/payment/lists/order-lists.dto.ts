import { ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { IsIn, IsOptional, ValidateBy } from 'class-validator';
import { isPublicId } from '../../auth/public-id.js';
import { says } from '../../http/field-words.js';
import { LanguageOfFile } from '../../http/file-language.js';
import { ListOf, Moment, SearchText, YuanBound } from '../../http/list-query.js';
import { PageQuery } from '../../http/page.js';
import type { Language } from '../../kernel/words.js';
import { STOREFRONTS, type Storefront } from '../../orders/model/order-record.js';
import { ORDER_STATES } from '../../orders/model/order-states.js';
import { type Need, NEEDS } from './order-search.repository.js';

/** Which orders are to be listed. Customers may say `state` alone. */
export class OrderListQuery extends PageQuery {
  @ListOf(ORDER_STATES, 'Only orders in these states')
  state?: string;

  @ApiPropertyOptional({
    example: '3f9c2a7e51d84b06a1c7e8f2d4b59063',
    description: "Only this user's orders",
  })
  @IsOptional()
  @ValidateBy(
    { name: 'publicId', validator: { validate: isPublicId } },
    says({ en: 'userId must be the id of a user', zh: 'userId 须为用户的 id' }),
  )
  userId?: string;

  @SearchText(
    'For staff: an order number, `outTradeNo`, `tradeNo`, user name, mobile or its last four digits, or tracking ' +
      'number; by its form, the first of these under which there is an order or a user',
    '202611211200000123456789',
  )
  q?: string;

  @Moment('For staff: made at this time or later')
  createdFrom?: string;

  @Moment('For staff: made before this time, or on this day or before')
  createdTo?: string;

  @Moment('For staff: paid at this time or later')
  paidFrom?: string;

  @Moment('For staff: paid before this time, or on this day or before')
  paidTo?: string;

  @YuanBound('For staff: of this sum or more, in yuan')
  amountFrom?: string;

  @YuanBound('For staff: of this sum or less, in yuan')
  amountTo?: string;

  @ApiPropertyOptional({
    enum: STOREFRONTS,
    example: 'native',
    description: 'For staff: made through this front end',
  })
  @IsOptional()
  @IsIn(STOREFRONTS)
  storefront?: Storefront;

  @ApiPropertyOptional({
    enum: NEEDS,
    example: 'attention',
    description:
      'For staff: `overdue`: unpaid a minute after its deadline; `refund`: one waits for a decision, for money or ' +
      'for its end; `incident`: money of it is held; `attention`: any of these. At most 2,000 of each',
  })
  @IsOptional()
  @IsIn(NEEDS)
  needs?: Need;
}

/** Which orders are to be exported: all of them, so that there are no parts. */
export class OrderExportQuery extends OmitType(OrderListQuery, ['limit', 'cursor']) {
  @LanguageOfFile()
  language?: Language;
}
