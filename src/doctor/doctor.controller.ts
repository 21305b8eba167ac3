import { Controller, Get, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AuthGuard, OperatorGuard } from '../auth/auth.guard.js';
import { OPERATOR_ONLY, SIGN_IN_REQUIRED } from '../auth/auth.refusals.js';
import { REPORT } from './doctor.examples.js';
import { DoctorService } from './doctor.service.js';
import type { DoctorReport } from './report.js';

@ApiTags('operations')
@ApiBearerAuth()
@ApiResponse(SIGN_IN_REQUIRED)
@ApiResponse(OPERATOR_ONLY)
@UseGuards(AuthGuard, OperatorGuard)
@Controller('api/v1/doctor')
export class DoctorController {
  constructor(private readonly doctor: DoctorService) {}

  @Get()
  @ApiOperation({
    summary: 'Look for what is set up wrongly (operators)',
    description:
      'Keys, environment, gateway, notify address, proxy, processes, database and Redis, in ten seconds at most. `wrong` is to be ' +
      'mended, `note` may be meant so. docs/troubleshooting.md lists all `code`s.',
  })
  @ApiResponse({ status: 200, description: 'What was found', example: REPORT })
  look(): Promise<DoctorReport> {
    return this.doctor.report();
  }
}
