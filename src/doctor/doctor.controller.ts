import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Needs } from '../auth/needs.js';
import { SpokenLanguage } from '../http/language.js';
import type { Language } from '../kernel/words.js';
import { DoctorReportView, reportIn } from './doctor-view.js';
import { REPORT } from './doctor.examples.js';
import { DoctorService } from './doctor.service.js';

@ApiTags('operations')
@Controller('api/v1/doctor')
export class DoctorController {
  constructor(private readonly doctor: DoctorService) {}

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
}
