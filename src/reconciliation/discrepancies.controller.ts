import { says } from '../http/field-words.js';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import {
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { CurrentUser } from '../auth/current-user.js';
import { Needs } from '../auth/needs.js';
import type { SignedInUser } from '../auth/signed-in-user.js';
import { SpokenLanguage } from '../http/language.js';
import { LineOfText } from '../http/line-of-text.js';
import { pageOf } from '../http/openapi/page-example.js';
import { type Page, PageQuery, readPage } from '../http/page.js';
import { LongIdParam } from '../http/params.js';
import { invalidInput, refusal } from '../http/refusal.js';
import type { Language } from '../kernel/words.js';
import { DISCREPANCY } from './reconciliations.examples.js';
import { DiscrepancyPage, DiscrepancyView } from './sheet/discrepancy-view.js';
import { Sheets } from './sheet/sheets.service.js';

const NO_SUCH_DISCREPANCY = refusal({
  slug: 'no-such-discrepancy',
  description: 'No such discrepancy',
});
const ENDED = refusal({
  slug: 'discrepancy-ended',
  description: 'It was healed or decided already',
});
const INVALID_LIST = invalidInput('limit', 'limit must be a whole number from 1 to 100');
const INVALID_NOTE = invalidInput(
  'note',
  'note must be 1 to 200 printable characters on one line, without blanks at its ends',
);

/** Which discrepancies are wanted. */
class DiscrepancyQuery extends PageQuery {
  @ApiPropertyOptional({
    enum: ['OPEN', 'HEALED', 'RESOLVED'],
    example: 'OPEN',
    description: 'Only those in this state; all when absent',
  })
  @IsOptional()
  @IsIn(['OPEN', 'HEALED', 'RESOLVED'])
  state?: 'OPEN' | 'HEALED' | 'RESOLVED';

  @ApiPropertyOptional({ example: '2026-11-20', description: 'Only those of this day' })
  @IsOptional()
  @Matches(
    /^\d{4}-\d{2}-\d{2}$/,
    says({ en: 'day must be a day as 2026-11-20', zh: 'day 须为形如 2026-11-20 的日期' }),
  )
  day?: string;
}

/** Why a person says that a difference is none any more. */
class ResolutionDto {
  @ApiProperty({ example: '收款码收款，与本系统无关' })
  @LineOfText(200)
  note!: string;
}

@ApiTags('reconciliation')
@Controller('api/v1/discrepancies')
export class DiscrepanciesController {
  constructor(private readonly sheets: Sheets) {}

  @Needs('reconciliation.read')
  @Get()
  @ApiOperation({
    summary: "List differences between Alipay's bills and our books (staff)",
    description:
      '`OPEN` ones wait for a person; `HEALED` ones were booked by themselves, and `RESOLVED` ones were decided. A ' +
      '`nextCursor` of null says that there are no more.',
  })
  @ApiResponse({
    status: 200,
    description: 'The newest first',
    type: DiscrepancyPage,
    example: pageOf(DISCREPANCY),
  })
  @ApiResponse(INVALID_LIST)
  listDiscrepancies(
    @Query() query: DiscrepancyQuery,
    @SpokenLanguage() language: Language,
  ): Promise<Page<DiscrepancyView>> {
    const { state = null, day = null } = query;
    return this.sheets.list({ state, day }, readPage(query), language);
  }

  @Needs('reconciliation.decide')
  @Post(':id/resolve')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Note what a person found out and decided (staff)',
    description:
      'Ends an `OPEN` discrepancy with a note, and moves no money. One that was healed or decided already is ' +
      'refused, so saying it twice is answered 409.',
  })
  @ApiResponse({
    status: 200,
    description: 'The discrepancy',
    type: DiscrepancyView,
    example: { ...DISCREPANCY, state: 'RESOLVED' },
  })
  @ApiResponse(INVALID_NOTE)
  @ApiResponse(NO_SUCH_DISCREPANCY)
  @ApiResponse(ENDED)
  resolveDiscrepancy(
    @CurrentUser() user: SignedInUser,
    @LongIdParam('id') id: string,
    @Body() { note }: ResolutionDto,
    @SpokenLanguage() language: Language,
  ): Promise<DiscrepancyView> {
    return this.sheets.resolve(user, id, note, language);
  }
}
