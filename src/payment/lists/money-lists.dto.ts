import { ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { says } from '../../http/field-words.js';
import { LanguageOfFile } from '../../http/file-language.js';
import { ListOf, Moment, SearchText, YuanBound } from '../../http/list-query.js';
import { PageQuery } from '../../http/page.js';
import type { Language } from '../../kernel/words.js';
import { STOREFRONTS, type Storefront } from '../../orders/model/order-record.js';
import { INCIDENT_KINDS, INCIDENT_STATES } from '../model/incident.entity.js';
import { PAY_METHODS, type PayMethod } from '../model/pay-method.js';
import { PAYMENT_STATES } from '../model/payment-states.js';
import { REFUND_STATES } from '../model/refund-states.js';

const NUMBER = '202611211200000123456789';

/** Which refunds are to be listed. */
export class RefundListQuery extends PageQuery {
  @ListOf(REFUND_STATES, 'Only refunds in these states')
  state?: string;

  @SearchText('An order number, `outTradeNo`, `tradeNo` or `outRequestNo`', NUMBER)
  q?: string;

  @Moment('Asked for at this time or later')
  from?: string;

  @Moment('Asked for before this time, or on this day or before')
  to?: string;

  @YuanBound('Of this sum or more, in yuan')
  amountFrom?: string;

  @YuanBound('Of this sum or less, in yuan')
  amountTo?: string;

  @ApiPropertyOptional({
    example: 'ACQ.SELLER_BALANCE_NOT_ENOUGH',
    description: 'Only those that wait for this',
  })
  @IsOptional()
  @Matches(
    /^[\w.-]{1,120}$/,
    says({ en: 'waitsFor must be a code of Alipay', zh: 'waitsFor 须为支付宝的错误码' }),
  )
  waitsFor?: string;
}

/** Which payments are to be listed. */
export class PaymentListQuery extends PageQuery {
  @ListOf(PAYMENT_STATES, 'Only payments in these states')
  state?: string;

  @SearchText('An order number, `outTradeNo` or `tradeNo`', NUMBER)
  q?: string;

  @Moment('Paid at this time or later')
  paidFrom?: string;

  @Moment('Paid before this time, or on this day or before')
  paidTo?: string;

  @YuanBound('Of this sum or more, in yuan')
  amountFrom?: string;

  @YuanBound('Of this sum or less, in yuan')
  amountTo?: string;

  @ApiPropertyOptional({ enum: PAY_METHODS, example: 'page', description: 'Paid in this way' })
  @IsOptional()
  @IsIn(PAY_METHODS)
  method?: PayMethod;

  @ApiPropertyOptional({
    enum: STOREFRONTS,
    example: 'native',
    description: 'Started through this front end',
  })
  @IsOptional()
  @IsIn(STOREFRONTS)
  storefront?: Storefront;
}

/** Which incidents are to be listed. */
export class IncidentListQuery extends PageQuery {
  @ListOf(INCIDENT_STATES, 'Only incidents in these states')
  state?: string;

  @ListOf(INCIDENT_KINDS, 'Only incidents of these kinds')
  kind?: string;

  @SearchText('An order number, `outTradeNo` or `tradeNo`', NUMBER)
  q?: string;

  @Moment('Opened at this time or later')
  from?: string;

  @Moment('Opened before this time, or on this day or before')
  to?: string;
}

/** Which refunds are to be exported. */
export class RefundExportQuery extends OmitType(RefundListQuery, ['limit', 'cursor']) {
  @LanguageOfFile()
  language?: Language;
}

/** Which payments are to be exported. */
export class PaymentExportQuery extends OmitType(PaymentListQuery, ['limit', 'cursor']) {
  @LanguageOfFile()
  language?: Language;
}

/** Which incidents are to be exported. */
export class IncidentExportQuery extends OmitType(IncidentListQuery, ['limit', 'cursor']) {
  @LanguageOfFile()
  language?: Language;
}
