import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentUser } from '../../auth/current-user.js';
import { Needs } from '../../auth/needs.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { csvAnswer } from '../../http/csv-download.js';
import { FileLanguage } from '../../http/file-language.js';
import { INVALID_FILTER } from '../../http/list-query.js';
import { listPart } from '../../http/listing.js';
import { pageOf } from '../../http/openapi/page-example.js';
import type { Page } from '../../http/page.js';
import { PAYMENT_EXAMPLE } from '../model/payment.examples.js';
import { ListedPaymentPage, type ListedPaymentView } from './money-views.js';
import type { Language } from '../../kernel/words.js';
import { Exports } from './exports.service.js';
import { PAYMENT_COLUMNS_OF_CSV } from './money-csv.js';
import { PaymentExportQuery, PaymentListQuery } from './money-lists.dto.js';
import { MoneyLists } from './money-lists.service.js';

const PAYMENT = {
  ...PAYMENT_EXAMPLE,
  storefront: 'native',
  customer: { id: '3f9c2a7e51d84b06a1c7e8f2d4b59063', username: 'xiaoming' },
  createdAt: '2026-11-21T12:00:00+08:00',
  recordedAt: '2026-11-21T12:01:31+08:00',
};

@ApiTags('payments')
@Controller('api/v1/payments')
export class PaymentListController {
  constructor(
    private readonly lists: MoneyLists,
    private readonly exports: Exports,
  ) {}

  @Needs('payments.read')
  @Get()
  @ApiOperation({
    summary: 'List payments of all orders (staff)',
    description:
      'By the time at which they were paid where a time is asked for, else as they were begun; the newest first. A part may have fewer payments than wanted, or none, and yet a `nextCursor`; only one of null says that ' +
      'there are no more.',
  })
  @ApiResponse({
    status: 200,
    description: 'A part of them',
    type: ListedPaymentPage,
    example: pageOf(PAYMENT),
  })
  @ApiResponse(INVALID_FILTER)
  listPayments(@Query() query: PaymentListQuery): Promise<Page<ListedPaymentView>> {
    return listPart<PaymentExportQuery, ListedPaymentView>(this.lists.payments, query);
  }

  @Needs('exports.make')
  @Get('export.csv')
  @ApiOperation({
    summary: 'Export payments for a spreadsheet (staff)',
    description:
      'All that a list with the same filter shows, in its order. The audit log keeps who did so.',
  })
  @ApiProduces('text/csv')
  @ApiResponse(csvAnswer('支付编号,订单号,商户订单号'))
  @ApiResponse(INVALID_FILTER)
  exportPayments(
    @CurrentUser() user: SignedInUser,
    @Query() query: PaymentExportQuery,
    @FileLanguage() language: Language,
  ): Promise<StreamableFile> {
    const { payments: listing } = this.lists;
    return this.exports.download(
      user,
      { kind: 'payment', listing, columns: PAYMENT_COLUMNS_OF_CSV, language },
      query,
    );
  }
}
