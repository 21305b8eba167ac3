import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentUser } from '../../auth/current-user.js';
import { Needs } from '../../auth/needs.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { csvAnswer } from '../../http/csv-download.js';
import { FileLanguage } from '../../http/file-language.js';
import { SpokenLanguage } from '../../http/language.js';
import { INVALID_FILTER } from '../../http/list-query.js';
import { listPart } from '../../http/listing.js';
import { pageOf } from '../../http/openapi/page-example.js';
import type { Page } from '../../http/page.js';
import { ListedRefundPage, type ListedRefundView } from './money-views.js';
import type { Language } from '../../kernel/words.js';
import { refundIn } from '../refunds/refund-view.js';
import { Exports } from './exports.service.js';
import { REFUND_COLUMNS } from './money-csv.js';
import { RefundExportQuery, RefundListQuery } from './money-lists.dto.js';
import { MoneyLists } from './money-lists.service.js';

const REFUND: ListedRefundView = {
  id: '12',
  orderNo: '202611211200000123456789',
  outTradeNo: '202611211200000123456789',
  customer: { id: '3f9c2a7e51d84b06a1c7e8f2d4b59063', username: 'xiaoming' },
  outRequestNo: 'R01KAM3V9Q2W8T5Y7B1C4D6E8F0',
  amount: '10.00',
  scope: 'amount',
  lines: [],
  freight: '0.00',
  freeAmount: '10.00',
  reason: '商品有瑕疵',
  origin: 'customer',
  restock: false,
  state: 'REQUESTED',
  closedReason: null,
  waitsFor: null,
  waitsForDetail: 'It waits for an approval.',
  firstApprovedAt: null,
  requestedBy: 'xiaoming',
  firstApprovedBy: null,
  createdAt: '2026-11-22T09:30:00+08:00',
  bouncedAt: null,
  endedAt: null,
};

@ApiTags('refunds')
@Controller('api/v1/refunds')
export class RefundListController {
  constructor(
    private readonly lists: MoneyLists,
    private readonly exports: Exports,
  ) {}

  @Needs('refunds.read')
  @Get()
  @ApiOperation({
    summary: 'List refunds of all orders (staff)',
    description:
      'As they were asked for, the newest first, with what they are for. A part ends before it would have more than 500 ' +
      'lines, so it may have fewer refunds than wanted, or none, and yet a `nextCursor`; only one of null says that ' +
      'there are no more.',
  })
  @ApiResponse({
    status: 200,
    description: 'A part of them',
    type: ListedRefundPage,
    example: pageOf(REFUND),
  })
  @ApiResponse(INVALID_FILTER)
  async listRefunds(
    @Query() query: RefundListQuery,
    @SpokenLanguage() language: Language,
  ): Promise<Page<ListedRefundView>> {
    const { items, nextCursor } = await listPart<RefundExportQuery, ListedRefundView>(
      this.lists.refunds,
      query,
    );
    return { items: items.map((one) => refundIn(one, language)), nextCursor };
  }

  @Needs('exports.make')
  @Get('export.csv')
  @ApiOperation({
    summary: 'Export refunds for a spreadsheet (staff)',
    description:
      'All that a list with the same filter shows, in its order. The audit log keeps who did so.',
  })
  @ApiProduces('text/csv')
  @ApiResponse(csvAnswer('退款编号,订单号,商户订单号'))
  @ApiResponse(INVALID_FILTER)
  exportRefunds(
    @CurrentUser() user: SignedInUser,
    @Query() query: RefundExportQuery,
    @FileLanguage() language: Language,
  ): Promise<StreamableFile> {
    const { refunds: listing } = this.lists;
    return this.exports.download(
      user,
      { kind: 'refund', listing, columns: REFUND_COLUMNS, language },
      query,
    );
  }
}
