/**
 * Owns the list of floors that archiving from the command line needs.
 * Promises nothing itself: it wires.
 */
import { type DynamicModule, Module } from '@nestjs/common';
import type { Settings } from '../../config/settings.js';
import { ArchiveModule } from '../archive/archive.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { DatabaseModule } from '../database/database.module.js';
import { ArchivingModule } from '../payment/archiving/archiving.module.js';
import { SettingsModule } from './settings.module.js';

@Module({ imports: [DatabaseModule, AuditModule, ArchiveModule, ArchivingModule] })
export class ArchivingAppModule {
  /** What old orders are archived with. */
  static with(settings: Settings): DynamicModule {
    return { module: ArchivingAppModule, imports: [SettingsModule.with(settings)] };
  }
}
