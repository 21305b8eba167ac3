/**
 * Owns the sums of hours that the overview shows.
 * Promises to make them anew, so that what is late, and rows that were lost, show in them.
 */
import { Module } from '@nestjs/common';
import { HourSumsLoop } from './hour-sums-loop.js';
import { HourSumsRepository } from './hour-sums.repository.js';
import { HourlySums } from './hour-sums.service.js';
import { QueueDepthsRepository } from './queue-depths.repository.js';
import { QueueDepths } from './queue-depths.service.js';
import { TrendsRepository } from './trends.repository.js';

@Module({
  providers: [
    HourlySums,
    HourSumsLoop,
    HourSumsRepository,
    QueueDepths,
    QueueDepthsRepository,
    TrendsRepository,
  ],
})
export class OverviewWorkerModule {}
