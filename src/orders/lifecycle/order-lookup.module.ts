/**
 * Owns the reading of orders that needs neither carts nor Redis.
 * Promises that what explains orders can run with a database alone.
 */
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ArchiveModule } from '../../archive/archive.module.js';
import { OrderEntity } from '../model/order.entity.js';
import { OrderLineEntity } from '../model/order-line.entity.js';
import { OrderLookup } from './order-lookup.service.js';
import { OrderRepository } from '../model/order.repository.js';
import { ShipmentEntity, ShipmentLineEntity } from '../model/shipment.entity.js';
import { ShipmentRepository } from '../model/shipment.repository.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([OrderEntity, OrderLineEntity, ShipmentEntity, ShipmentLineEntity]),
    ArchiveModule,
  ],
  providers: [OrderLookup, OrderRepository, ShipmentRepository],
  exports: [OrderLookup],
})
export class OrderLookupModule {}
