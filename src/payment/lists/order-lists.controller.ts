import { Controller, Get, Query, type StreamableFile, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AuthGuard } from '../../auth/auth.guard.js';
import { SIGN_IN_REQUIRED } from '../../auth/auth.refusals.js';
import { CurrentUser } from '../../auth/current-user.js';
import { Needs, OwnerOr } from '../../auth/needs.js';
import { permissionRefusal } from '../../auth/permission-required.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { csvAnswer } from '../../http/csv-download.js';
import { FileLanguage } from '../../http/file-language.js';
import type { Page } from '../../http/page.js';
import { INVALID_FILTER } from '../../http/list-query.js';
import { INVALID_LIST, ORDER_PAGE_EXAMPLES } from '../../orders/model/orders.examples.js';
import { OrderPage, type OrderView } from '../../orders/model/order-view.js';
import { ORDER_COLUMNS_OF_CSV } from './order-csv.js';
import { OrderExportQuery, OrderListQuery } from './order-lists.dto.js';
import type { Language } from '../../kernel/words.js';
import { Exports } from './exports.service.js';
import { OrderLists } from './order-lists.service.js';

@ApiTags('orders')
@ApiBearerAuth()
@ApiResponse(SIGN_IN_REQUIRED)
@UseGuards(AuthGuard)
@Controller('api/v1/orders')
export class OrderListsController {
  constructor(
    private readonly lists: OrderLists,
    private readonly exports: Exports,
  ) {}

  @OwnerOr('orders.read')
  @Get()
  @ApiOperation({
    summary: 'List orders, newest first',
    description:
      "A customer's own; everybody's for staff (`orders.read`), who may also search. What is seldom found in a wide list is looked " +
      'for a stretch at a time, and a part ends with the order that brings it to 500 lines: it may have fewer orders ' +
      'than wanted, or none, and yet a `nextCursor`. Only a `nextCursor` of null says that there are no more.',
  })
  @ApiResponse({
    status: 200,
    description: 'A part of the orders',
    type: OrderPage,
    examples: ORDER_PAGE_EXAMPLES,
  })
  @ApiResponse(INVALID_LIST)
  @ApiResponse(permissionRefusal('orders.read'))
  listOrders(
    @CurrentUser() user: SignedInUser,
    @Query() query: OrderListQuery,
  ): Promise<Page<OrderView>> {
    return this.lists.list(user, query);
  }

  @Needs('exports.make')
  @Get('export.csv')
  @ApiOperation({
    summary: 'Export orders for a spreadsheet (staff)',
    description:
      'All that a list with the same filter shows, in its order. The audit log keeps who did so.',
  })
  @ApiProduces('text/csv')
  @ApiResponse(csvAnswer('订单号,状态,用户'))
  @ApiResponse(INVALID_FILTER)
  exportOrders(
    @CurrentUser() user: SignedInUser,
    @Query() query: OrderExportQuery,
    @FileLanguage() language: Language,
  ): Promise<StreamableFile> {
    const orders = {
      kind: 'order',
      listing: this.lists,
      columns: ORDER_COLUMNS_OF_CSV,
      language,
    } as const;
    return this.exports.download(user, orders, query);
  }
}
