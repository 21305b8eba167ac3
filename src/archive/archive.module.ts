/**
 * Owns orders that were moved out of the tables that everything works on.
 * Promises that one comes back exactly as it was, and at once, when somebody looks for it by a number.
 */
import { Module } from '@nestjs/common';
import { ArchiveService } from './archive.service.js';
import { ArchiveRepository } from './archive.repository.js';

@Module({ providers: [ArchiveService, ArchiveRepository], exports: [ArchiveService] })
export class ArchiveModule {}
