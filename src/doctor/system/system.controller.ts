import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Needs } from '../../auth/needs.js';
import { SystemFacts } from './system-facts.js';
import { SystemView } from './system-view.js';

const SYSTEM: SystemView = {
  versions: { app: '0.1.0', node: 'v20.19.0', database: '11.4.3-MariaDB' },
  processes: [
    {
      id: '5f0f6f52-2a3e-4c25-b6f4-5a53c5b0c9aa',
      kind: 'worker',
      node: 'v20.19.0',
      pool: 10,
      seenAt: '2026-11-21T12:00:00+08:00',
      isGone: false,
    },
  ],
  settings: [{ name: 'APPROVE_FROM', value: '5000.00', isSet: true, isSecret: false }],
};

@ApiTags('operations')
@Controller('api/v1/system')
export class SystemController {
  constructor(private readonly facts: SystemFacts) {}

  @Needs('settings.read')
  @Get()
  @ApiOperation({
    summary: 'Read versions, processes and the settings in force (staff)',
    description:
      'Processes are those that were seen within a day. Settings are those of the process that answers; of a secret, and ' +
      'of the name and password in an address, nothing is told but that it is set.',
  })
  @ApiResponse({ status: 200, description: 'What runs', type: SystemView, example: SYSTEM })
  getSystem(): Promise<SystemView> {
    return this.facts.read();
  }
}
