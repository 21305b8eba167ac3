/**
 * Owns the things for sale and their stock.
 * Promises that no piece is sold twice: stock is taken by conditional updates and never falls below zero.
 */
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth/auth.module.js';
import { EventsModule } from '../events/events.module.js';
import { IdempotencyModule } from '../http/idempotency/idempotency.module.js';
import { CatalogEditing } from './catalog-editing.service.js';
import { CatalogController } from './catalog.controller.js';
import { CatalogService } from './catalog.service.js';
import { SkuEntity } from './sku.entity.js';
import { SkuRepository } from './sku.repository.js';
import { StockRepository } from './stock.repository.js';
import { Stock } from './stock.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([SkuEntity]), AuthModule, EventsModule, IdempotencyModule],
  controllers: [CatalogController],
  providers: [CatalogEditing, CatalogService, SkuRepository, Stock, StockRepository],
  exports: [CatalogService, Stock],
})
export class CatalogModule {}
