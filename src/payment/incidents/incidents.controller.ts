import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiResponse, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { CurrentUser } from '../../auth/current-user.js';
import { Needs } from '../../auth/needs.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { SpokenLanguage } from '../../http/language.js';
import { pageOf } from '../../http/openapi/example-schema.js';
import { type Page, PageQuery, readPage } from '../../http/page.js';
import { LongIdParam } from '../../http/params.js';
import { invalidInput, refusal } from '../../http/refusal.js';
import type { Language } from '../../kernel/words.js';
import { IncidentDecisions } from './incident-decisions.service.js';
import { incidentIn, IncidentPage, IncidentView } from './incident-view.js';
import { DecisionDto } from '../refunds/refund.dto.js';

const INCIDENT: IncidentView = {
  id: '3',
  kind: 'amount-mismatch',
  state: 'OPEN',
  outTradeNo: '202611211200000123456789',
  tradeNo: '2026112122001499160501586202',
  expectedAmount: '209.00',
  reportedAmount: '0.01',
  detail: 'Alipay reports another sum than the payment asked for.',
  createdAt: '2026-11-21T12:01:30+08:00',
  resolvedAt: null,
  resolution: null,
};
const RESOLVED = refusal({
  slug: 'incident-resolved',
  description:
    '`incident-resolved`, `incident-being-refunded`, or `incident-without-money` to send back',
});

const NO_SUCH_INCIDENT = refusal({
  slug: 'no-such-incident',
  description: 'No such incident',
});
const INVALID_LIST = invalidInput('limit', 'limit must be a whole number from 1 to 100');
const INVALID_NOTE = invalidInput(
  'note',
  'note must be 1 to 200 printable characters on one line, without blanks at its ends',
);

/** Which incidents are wanted. */
class IncidentQuery extends PageQuery {
  @ApiPropertyOptional({
    enum: ['OPEN', 'RESOLVED'],
    example: 'OPEN',
    description: 'Only those in this state; all when absent',
  })
  @IsOptional()
  @IsIn(['OPEN', 'RESOLVED'])
  state?: 'OPEN' | 'RESOLVED';
}

@ApiTags('incidents')
@Controller('api/v1/incidents')
export class IncidentsController {
  constructor(private readonly incidents: IncidentDecisions) {}

  @Needs('incidents.read')
  @Get()
  @ApiOperation({ summary: 'List money that is held for a decision (operators)' })
  @ApiResponse({
    status: 200,
    description: 'The newest first',
    type: IncidentPage,
    example: pageOf(INCIDENT),
  })
  @ApiResponse(INVALID_LIST)
  async listIncidents(
    @Query() query: IncidentQuery,
    @SpokenLanguage() language: Language,
  ): Promise<Page<IncidentView>> {
    const { items, nextCursor } = await this.incidents.list(query.state ?? null, readPage(query));
    return { items: items.map((one) => incidentIn(one, language)), nextCursor };
  }

  @Needs('incidents.read')
  @Get(':id')
  @ApiOperation({ summary: 'Read an incident (operators)' })
  @ApiResponse({ status: 200, description: 'The incident', type: IncidentView, example: INCIDENT })
  @ApiResponse(NO_SUCH_INCIDENT)
  async getIncident(
    @LongIdParam('id') id: string,
    @SpokenLanguage() language: Language,
  ): Promise<IncidentView> {
    return incidentIn(await this.incidents.read(id), language);
  }

  @Needs('incidents.decide')
  @Post(':id/refund')
  @HttpCode(200)
  @ApiOperation({ summary: 'Send the money back (operators)' })
  @ApiResponse({
    status: 200,
    description: 'Resolved once Alipay has done it',
    type: IncidentView,
    example: { ...INCIDENT, state: 'RESOLVED' },
  })
  @ApiResponse(INVALID_NOTE)
  @ApiResponse(NO_SUCH_INCIDENT)
  @ApiResponse(RESOLVED)
  async refundIncident(
    @CurrentUser() user: SignedInUser,
    @LongIdParam('id') id: string,
    @Body() body: DecisionDto,
    @SpokenLanguage() language: Language,
  ): Promise<IncidentView> {
    return incidentIn(await this.incidents.refund(user, id, body.note), language);
  }

  @Needs('incidents.decide')
  @Post(':id/dismiss')
  @HttpCode(200)
  @ApiOperation({ summary: 'Note that it was settled elsewhere (operators)' })
  @ApiResponse({
    status: 200,
    description: 'The incident',
    type: IncidentView,
    example: { ...INCIDENT, state: 'RESOLVED' },
  })
  @ApiResponse(INVALID_NOTE)
  @ApiResponse(NO_SUCH_INCIDENT)
  @ApiResponse(RESOLVED)
  async dismissIncident(
    @CurrentUser() user: SignedInUser,
    @LongIdParam('id') id: string,
    @Body() body: DecisionDto,
    @SpokenLanguage() language: Language,
  ): Promise<IncidentView> {
    return incidentIn(await this.incidents.dismiss(user, id, body.note), language);
  }
}
