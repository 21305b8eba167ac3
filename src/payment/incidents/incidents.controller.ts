import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentUser } from '../../auth/current-user.js';
import { Needs } from '../../auth/needs.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { SpokenLanguage } from '../../http/language.js';
import { LongIdParam } from '../../http/params.js';
import { ReasonBody, ReasonDto } from '../../http/reason.js';
import { invalidInput, refusal } from '../../http/refusal.js';
import type { Language } from '../../kernel/words.js';
import { IncidentDecisions } from './incident-decisions.service.js';
import { OWN_ORDER } from '../model/payment.examples.js';
import { INCIDENT } from './incidents.examples.js';
import { incidentIn, IncidentView } from './incident-view.js';
import { DecisionDto } from '../refunds/refund.dto.js';

const RESOLVED = refusal({
  slug: 'incident-resolved',
  description:
    '`incident-resolved`, `incident-being-refunded`, `incident-decision-proposed`, or `incident-without-money` to send back',
});

const NO_PROPOSAL = refusal({
  slug: 'no-incident-proposal',
  description: '`no-incident-proposal` or `incident-resolved`',
});
const OWN = refusal({
  slug: 'own-request',
  description:
    '`own-request`: nobody approves what they proposed; `own-order`: nor about what they bought; or `permission-required`',
});
const FOUR_EYES =
  'From `APPROVE_FROM` yuan on, where that is set, it becomes the `proposal` of the incident, which another person approves or rejects.';
const PROPOSED = {
  decision: 'refund',
  proposedBy: 'alice',
  reason: 'alice: 已与顾客电话确认',
  proposedAt: '2026-11-21T14:00:00+08:00',
} as const;

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
      `another number. ${FOUR_EYES}`,
  })
  @ApiResponse({
    status: 200,
    description: 'Resolved once Alipay has done it, or proposed',
    type: IncidentView,
    example: { ...INCIDENT, proposal: PROPOSED },
  })
  @ApiResponse(INVALID_NOTE)
  @ApiResponse(OWN_ORDER)
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
      `that is resolved already. ${FOUR_EYES}`,
  })
  @ApiResponse({
    status: 200,
    description: 'The incident',
    type: IncidentView,
    example: { ...INCIDENT, state: 'RESOLVED' },
  })
  @ApiResponse(INVALID_NOTE)
  @ApiResponse(OWN_ORDER)
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

  @Needs('incidents.decide')
  @Post(':id/approve')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Let the decision that another person proposed come true (staff)',
    description:
      'Sends the money back, or notes that the matter was settled elsewhere: what the `proposal` says. Never by who ' +
      'proposed it. Once that is done, there is nothing to approve any more.',
  })
  @ReasonBody()
  @ApiResponse({
    status: 200,
    description: 'The incident',
    type: IncidentView,
    example: { ...INCIDENT, state: 'RESOLVED' },
  })
  @ApiResponse(OWN)
  @ApiResponse(NO_SUCH_INCIDENT)
  @ApiResponse(NO_PROPOSAL)
  async approveIncidentProposal(
    @CurrentUser() user: SignedInUser,
    @LongIdParam('id') id: string,
    @Body() { reason }: ReasonDto,
    @SpokenLanguage() language: Language,
  ): Promise<IncidentView> {
    return incidentIn(await this.incidents.approve(user, id, reason), language);
  }

  @Needs('incidents.decide')
  @Post(':id/reject')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Drop the decision that was proposed (staff)',
    description: 'Whoever proposed it may take it back so.',
  })
  @ApiResponse({
    status: 200,
    description: 'The incident, which waits for a decision again',
    type: IncidentView,
    example: INCIDENT,
  })
  @ApiResponse(INVALID_NOTE)
  @ApiResponse(NO_SUCH_INCIDENT)
  @ApiResponse(NO_PROPOSAL)
  async rejectIncidentProposal(
    @CurrentUser() user: SignedInUser,
    @LongIdParam('id') id: string,
    @Body() body: DecisionDto,
    @SpokenLanguage() language: Language,
  ): Promise<IncidentView> {
    return incidentIn(await this.incidents.reject(user, id, body.note), language);
  }
}
