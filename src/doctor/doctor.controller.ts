import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Needs } from '../auth/needs.js';
import { SpokenLanguage } from '../http/language.js';
import { invalidInput } from '../http/refusal.js';
import type { Language } from '../kernel/words.js';
import { DoctorReportView, reportIn } from './doctor-view.js';
import { MESSAGE, REPORT } from './doctor.examples.js';
import { DoctorService } from './doctor.service.js';
import { diagnosisIn, MessageDiagnosisView } from './message-diagnosis-view.js';
import { PastedDto } from './message-diagnosis.dto.js';
import { MessageDoctor } from './message-doctor.js';

const INVALID_TEXT = invalidInput('text', 'text must be 1 to 16384 characters');

@ApiTags('operations')
@Controller('api/v1/doctor')
export class DoctorController {
  constructor(
    private readonly doctor: DoctorService,
    private readonly messages: MessageDoctor,
  ) {}

  @Needs('doctor.read')
  @Get()
  @ApiOperation({
    summary: 'Look for what is set up wrongly (staff)',
    description:
      'Keys, environment, gateway, notify address, proxy, processes, database and Redis, in ten seconds at ' +
      'most; who asks meanwhile gets the same report. `wrong` is to be mended, `note` may be meant so. ' +
      'docs/troubleshooting.md lists all `code`s.',
  })
  @ApiResponse({
    status: 200,
    description: 'What was found',
    type: DoctorReportView,
    example: REPORT,
  })
  async getDoctorReport(@SpokenLanguage() language: Language): Promise<DoctorReportView> {
    return reportIn(await this.doctor.report(), language);
  }

  @Needs('doctor.read')
  @Post('messages')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Say why a notify or a return address verifies or does not (staff)',
    description:
      'Takes what somebody has at hand, tells what it is, and which known mistake makes it verify once it is undone. ' +
      'Nothing is booked, kept or told to Alipay, so it leaves no trace in the audit log.',
  })
  @ApiResponse({
    status: 200,
    description: 'What was found',
    type: MessageDiagnosisView,
    example: MESSAGE,
  })
  @ApiResponse(INVALID_TEXT)
  diagnoseMessage(
    @Body() { text }: PastedDto,
    @SpokenLanguage() language: Language,
  ): MessageDiagnosisView {
    return diagnosisIn(this.messages.examine(text), language);
  }
}
