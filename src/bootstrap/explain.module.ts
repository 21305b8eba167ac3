/**
 * Owns the list of floors that explaining a trade needs.
 * Promises nothing itself: it wires.
 */
import { type DynamicModule, Module } from '@nestjs/common';
import type { Settings } from '../../config/settings.js';
import { DatabaseModule } from '../database/database.module.js';
import { TimelineReadModule } from '../payment/timeline/timeline-read.module.js';
import { SettingsModule } from './settings.module.js';

@Module({ imports: [DatabaseModule, TimelineReadModule] })
export class ExplainModule {
  /** What a trade is explained with. */
  static with(settings: Settings): DynamicModule {
    return { module: ExplainModule, imports: [SettingsModule.with(settings)] };
  }
}
