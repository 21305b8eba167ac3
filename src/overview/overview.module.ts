/**
 * Owns the figures of the start page: what happened by the hour, and what waits for somebody.
 * Promises that they come from sums that are made anew from the rows, and from indexes of what is open.
 */
import { Module } from '@nestjs/common';
import { AlipayModule } from '../alipay/alipay.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { HourSumsRepository } from './hour-sums.repository.js';
import { HourlySums } from './hour-sums.service.js';
import { OpenWorkRepository } from './open-work.repository.js';
import { OverviewController } from './overview.controller.js';
import { OverviewService } from './overview.service.js';
import { QueueDepthsRepository } from './queue-depths.repository.js';
import { QueueDepths } from './queue-depths.service.js';
import { TrendsRepository } from './trends.repository.js';
import { Trends } from './trends.service.js';

@Module({
  imports: [AlipayModule, AuthModule],
  controllers: [OverviewController],
  providers: [
    HourlySums,
    HourSumsRepository,
    OpenWorkRepository,
    OverviewService,
    QueueDepths,
    QueueDepthsRepository,
    TrendsRepository,
    Trends,
  ],
})
export class OverviewModule {}
