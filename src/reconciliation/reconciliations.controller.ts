import { Body, Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiOperation,
  ApiParam,
  ApiProduces,
  ApiProperty,
  ApiPropertyOptional,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import { says } from '../http/field-words.js';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { BILL_TYPES, type BillType } from '../alipay/bill-report.js';
import { CurrentUser } from '../auth/current-user.js';
import { Needs } from '../auth/needs.js';
import type { SignedInUser } from '../auth/signed-in-user.js';
import { FileLanguage, LanguageOfFile } from '../http/file-language.js';
import { SpokenLanguage } from '../http/language.js';
import { ListOf } from '../http/list-query.js';
import { pageOf } from '../http/openapi/page-example.js';
import { type Page, PageQuery, readPage } from '../http/page.js';
import { invalidInput, refusal } from '../http/refusal.js';
import type { Language } from '../kernel/words.js';
import { BILL_STATES, type BillState } from './model/bill-states.js';
import { BILL, SHEET } from './reconciliations.examples.js';
import { Sheet } from './sheet/sheet.js';
import { sheetCsv, sheetPage } from './sheet/sheet-forms.js';
import { BillPage, BillView, Sheets } from './sheet/sheets.service.js';

const NO_SUCH_DAY = refusal({
  slug: 'no-such-day',
  description: 'Nobody has asked for the bill of that day, or it is not over',
});
const INVALID_LIST = invalidInput('limit', 'limit must be a whole number from 1 to 100');
const INVALID_DATE = invalidInput('date', 'date must be a day as 2026-11-20');
const DAY = { name: 'day', example: '2026-11-20', description: 'In China time' };

const DAY_WORDS = {
  en: '$property must be a day as 2026-11-20',
  zh: '$property 须为形如 2026-11-20 的日期',
};

/** Which day is to be done. */
export class DayDto {
  @ApiProperty({ example: '2026-11-20', description: 'In China time' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/, says(DAY_WORDS))
  date!: string;
}

/** Which days are to be listed. */
class DayListQuery extends PageQuery {
  @ListOf(BILL_STATES, 'Only days whose bill is in these states')
  state?: string;

  @ApiPropertyOptional({
    enum: BILL_TYPES,
    example: 'trade',
    description: 'Only bills of trades, or of the account',
  })
  @IsOptional()
  @IsIn(BILL_TYPES)
  type?: BillType;

  @ApiPropertyOptional({ example: '2026-11-01', description: 'From this day on' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, says(DAY_WORDS))
  from?: string;

  @ApiPropertyOptional({ example: '2026-11-30', description: 'Up to this day, itself included' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, says(DAY_WORDS))
  to?: string;
}

/** In which language a sheet is to be read. */
class SheetQuery {
  @LanguageOfFile()
  language?: Language;
}

@ApiTags('reconciliation')
@Controller('api/v1/reconciliations')
export class ReconciliationsController {
  constructor(private readonly sheets: Sheets) {}

  @Needs('reconciliation.run')
  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: "Have a day's bill held against our books (staff)",
    description:
      'For a day that is over in China. A worker asks Alipay for the bill and matches it; read the day until its ' +
      '`state` says that it is done. Asking again has it done anew and books nothing twice.',
  })
  @ApiResponse({ status: 202, description: 'A worker does it', type: BillView, example: BILL })
  @ApiResponse(INVALID_DATE)
  @ApiResponse(NO_SUCH_DAY)
  requestReconciliation(
    @CurrentUser() user: SignedInUser,
    @Body() { date }: DayDto,
  ): Promise<BillView> {
    return this.sheets.request(user, date);
  }

  @Needs('reconciliation.read')
  @Get()
  @ApiOperation({
    summary: 'List the days whose bills were asked for (staff)',
    description:
      'One entry for each day and type of bill. A `nextCursor` of null says that there are no more.',
  })
  @ApiResponse({
    status: 200,
    description: 'The newest first',
    type: BillPage,
    example: pageOf(BILL),
  })
  @ApiResponse(INVALID_LIST)
  listReconciliations(@Query() query: DayListQuery): Promise<Page<BillView>> {
    const { type = null, from = null, to = null } = query;
    const states = (query.state?.split(',') ?? []) as BillState[];
    return this.sheets.days({ states, type, from, to }, readPage(query));
  }

  @Needs('reconciliation.read')
  @Get(':day')
  @ApiOperation({
    summary: "Read a day's sheet (staff)",
    description:
      "What Alipay's bill and our books say of the day, and each difference with what was done about it. While the " +
      'bill is not there yet the sheet shows our books alone.',
  })
  @ApiParam(DAY)
  @ApiResponse({ status: 200, description: 'The sheet', type: Sheet, example: SHEET })
  @ApiResponse(NO_SUCH_DAY)
  getReconciliation(
    @Param('day') day: string,
    @SpokenLanguage() language: Language,
  ): Promise<Sheet> {
    return this.sheets.sheet(day, language);
  }

  @Needs('reconciliation.read')
  @Get(':day/sheet.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="reconciliation.csv"')
  @ApiOperation({
    summary: "Read a day's sheet for a spreadsheet (staff)",
    description:
      'The same figures as `GET /reconciliations/{day}`, with headings in English or Chinese.',
  })
  @ApiParam(DAY)
  @ApiProduces('text/csv')
  @ApiResponse({
    status: 200,
    description: 'UTF-8 with a byte order mark',
    content: { 'text/csv': { schema: { type: 'string' }, example: 'Reconciliation,2026-11-20,' } },
  })
  @ApiResponse(NO_SUCH_DAY)
  async getReconciliationCsv(
    @Param('day') day: string,
    @Query() _: SheetQuery,
    @FileLanguage() language: Language,
  ): Promise<string> {
    return sheetCsv(await this.sheets.sheet(day, language), language);
  }

  @Needs('reconciliation.read')
  @Get(':day/sheet.html')
  @Header('content-type', 'text/html; charset=utf-8')
  @ApiOperation({
    summary: "Read a day's sheet as a page (staff)",
    description:
      'The same figures as `GET /reconciliations/{day}`, to be read and printed in a browser.',
  })
  @ApiParam(DAY)
  @ApiProduces('text/html')
  @ApiResponse({
    status: 200,
    description: 'A page without scripts',
    content: { 'text/html': { schema: { type: 'string' }, example: '<!doctype html>…' } },
  })
  @ApiResponse(NO_SUCH_DAY)
  async getReconciliationPage(
    @Param('day') day: string,
    @Query() _: SheetQuery,
    @FileLanguage() language: Language,
  ): Promise<string> {
    return sheetPage(await this.sheets.sheet(day, language), language);
  }
}
