/**
 * Owns the sums of hours that the overview shows.
 * Promises to make them anew, so that what is late, and rows that were lost, show in them.
 */
import { Module } from '@nestjs/common';
import { HourSumsLoop } from './hour-sums-loop.js';
import { HourSumsRepository } from './hour-sums.repository.js';
import { HourlySums } from './hour-sums.service.js';

@Module({ providers: [HourlySums, HourSumsLoop, HourSumsRepository] })
export class OverviewWorkerModule {}
