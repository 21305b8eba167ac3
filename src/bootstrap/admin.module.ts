/**
 * Owns the list of floors that looking after the staff from the command line needs.
 * Promises nothing itself: it wires.
 */
import { type DynamicModule, Module } from '@nestjs/common';
import type { Settings } from '../../config/settings.js';
import { AuthModule } from '../auth/auth.module.js';
import { DatabaseModule } from '../database/database.module.js';
import { RedisModule } from '../database/redis.module.js';
import { SettingsModule } from './settings.module.js';

@Module({ imports: [DatabaseModule, RedisModule, AuthModule] })
export class AdminModule {
  /** What the staff is looked after with. */
  static with(settings: Settings): DynamicModule {
    return { module: AdminModule, imports: [SettingsModule.with(settings)] };
  }
}
