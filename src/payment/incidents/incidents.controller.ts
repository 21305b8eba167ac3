import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentUser } from '../../auth/current-user.js';
import { Needs } from '../../auth/needs.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { SpokenLanguage } from '../../http/language.js';
import { LongIdParam } from '../../http/params.js';
import { invalidInput, refusal } from '../../http/refusal.js';
import type { Language } from '../../kernel/words.js';
import { IncidentDecisions } from './incident-decisions.service.js';
import { INCIDENT } from './incidents.examples.js';
import { incidentIn, IncidentView } from './incident-view.js';
import { DecisionDto } from '../refunds/refund.dto.js';

const RESOLVED = refusal({
  slug: 'incident-resolved',
  description:
    '`incident-resolved`, `incident-being-refunded`, or `incident-without-money` to send back',
});

const NO_SUCH_INCIDENT = refusal({
  slug: 'no-such-incident',
  description: 'No such incident',
});
const INVALID_NOTE = invalidInput(
  'note',
  'note must be 1 to 200 printable characters on one line, without blanks at its ends',
);

@ApiTags('incidents')
@Controller('api/v1/incidents')
export class IncidentsController {
  constructor(private readonly incidents: IncidentDecisions) {}

  @Needs('incidents.read')
  @Get(':id')
  @ApiOperation({
    summary: 'Read an incident (staff)',
    description:
      '`detail` tells in the language that was asked for what happened; `resolution` how it ended. The runbook in ' +
      'docs/operations.md says what to do about each `kind`.',
  })
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
  @ApiOperation({
    summary: 'Send the money back (staff)',
    description:
      'Sends what neither an order nor another refund accounts for. The incident is `RESOLVED` once Alipay has done ' +
      'it. While that is under way, saying so again changes nothing; after Alipay has refused, it tries anew under ' +
      'another number.',
  })
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
  @ApiOperation({
    summary: 'Note that it was settled elsewhere (staff)',
    description:
      'Ends the incident with a note and moves no money. Refused while its money is being sent back, and for one ' +
      'that is resolved already.',
  })
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
