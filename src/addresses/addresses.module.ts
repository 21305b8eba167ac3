/**
 * Owns users' addresses.
 * Promises that each is reached by its user alone and that exactly one is the default while there are any.
 */
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth/auth.module.js';
import { IdempotencyModule } from '../http/idempotency/idempotency.module.js';
import { AddressEntity } from './address.entity.js';
import { AddressRepository } from './address.repository.js';
import { AddressesController } from './addresses.controller.js';
import { AddressesService } from './addresses.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([AddressEntity]), AuthModule, IdempotencyModule],
  controllers: [AddressesController],
  providers: [AddressRepository, AddressesService],
  exports: [AddressesService],
})
export class AddressesModule {}
