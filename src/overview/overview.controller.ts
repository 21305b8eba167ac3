import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Needs } from '../auth/needs.js';
import { OVERVIEW_EXAMPLE, TRENDS_EXAMPLE } from './overview.examples.js';
import { OverviewService } from './overview.service.js';
import { OverviewView } from './overview-view.js';
import { Trends } from './trends.service.js';
import { TrendsView } from './trends-view.js';

@ApiTags('operations')
@Controller('api/v1/overview')
export class OverviewController {
  constructor(
    private readonly overview: OverviewService,
    private readonly trends: Trends,
  ) {}

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

  @Needs('orders.read')
  @Get('trends')
  @ApiOperation({
    summary: 'Read what the charts of the start page show (staff)',
    description:
      'Thirty days: how payments were learned of, and how far the orders came that were made on each; why money went back; ' +
      'and how much work waited in the last 24 hours, by the quarter of an hour. All is as a worker kept it, some seconds ' +
      'to some hours ago, the older the longer.',
  })
  @ApiResponse({
    status: 200,
    description: 'As it was fifteen seconds ago at most',
    type: TrendsView,
    example: TRENDS_EXAMPLE,
  })
  getTrends(): Promise<TrendsView> {
    return this.trends.view();
  }
}
