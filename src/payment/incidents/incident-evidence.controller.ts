import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Needs } from '../../auth/needs.js';
import { SpokenLanguage } from '../../http/language.js';
import { LongIdParam } from '../../http/params.js';
import { refusal } from '../../http/refusal.js';
import type { Language } from '../../kernel/words.js';
import { IncidentEvidenceView } from './incident-evidence-view.js';
import { IncidentEvidence } from './incident-evidence.service.js';

const EVIDENCE: IncidentEvidenceView = {
  statement: {
    told: 'Alipay notified us that the trade is paid: the sum is not that of the payment.',
    source: 'notify',
    receivedAt: '2026-11-21T12:01:30+08:00',
    repeats: 0,
    report: { out_trade_no: '202611211200000123456789', total_amount: '0.01' },
  },
  payment: {
    orderNo: '202611211200000123456789',
    outTradeNo: '202611211200000123456789',
    tradeNo: null,
    state: 'AWAITING',
    amount: '209.00',
    refundedAmount: '0.00',
    paidAt: null,
  },
  goesBack: '0.01',
};
const NO_SUCH_INCIDENT = refusal({ slug: 'no-such-incident', description: 'No such incident' });

/** What somebody looks at before deciding about an incident. */
@ApiTags('incidents')
@Controller('api/v1/incidents/:id/evidence')
export class IncidentEvidenceController {
  constructor(private readonly evidence: IncidentEvidence) {}

  @Needs('incidents.read')
  @Get()
  @ApiOperation({
    summary: 'Read what an incident rests on (staff)',
    description:
      'The message of Alipay whose signature was verified, what our books know of its trade, and how much would go back to ' +
      'the buyer if that were decided now.',
  })
  @ApiResponse({
    status: 200,
    description: 'Message, books and sum',
    type: IncidentEvidenceView,
    example: EVIDENCE,
  })
  @ApiResponse(NO_SUCH_INCIDENT)
  getIncidentEvidence(
    @LongIdParam('id') id: string,
    @SpokenLanguage() language: Language,
  ): Promise<IncidentEvidenceView> {
    return this.evidence.read(id, language);
  }
}
