/**
 * Owns the reading of orders that needs neither carts nor Redis.
 * Promises that what explains orders can run with a database alone.
 */
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OrderEntity } from './order.entity.js';
import { OrderLineEntity } from './order-line.entity.js';
import { OrderLookup } from './order-lookup.service.js';
import { OrderStore } from './order-store.js';

@Module({
  imports: [TypeOrmModule.forFeature([OrderEntity, OrderLineEntity])],
  providers: [OrderLookup, OrderStore],
  exports: [OrderLookup],
})
export class OrderLookupModule {}
