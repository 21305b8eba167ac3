import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Needs } from '../auth/needs.js';
import { OVERVIEW_EXAMPLE } from './overview.examples.js';
import { OverviewService } from './overview.service.js';
import { OverviewView } from './overview-view.js';

@ApiTags('operations')
@Controller('api/v1/overview')
export class OverviewController {
  constructor(private readonly overview: OverviewService) {}

  @Needs('orders.read')
  @Get()
  @ApiOperation({
    summary: 'Read the figures of the start page (staff)',
    description:
      'Orders and money of today, yesterday and thirty days, how payments were learned of, and what waits for somebody, ' +
      'each with the request that lists it. Days are those of China.',
  })
  @ApiResponse({
    status: 200,
    description: 'As they were two seconds ago at most',
    type: OverviewView,
    example: OVERVIEW_EXAMPLE,
  })
  getOverview(): Promise<OverviewView> {
    return this.overview.view();
  }
}
