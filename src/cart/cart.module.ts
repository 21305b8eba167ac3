/**
 * Owns carts, in Redis alone.
 * Promises atomic changes within limits; losing Redis loses carts and nothing else.
 */
import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { CatalogModule } from '../catalog/catalog.module.js';
import { CartController } from './cart.controller.js';
import { CartService } from './cart.service.js';
import { CartRepository } from './cart.repository.js';
import { GuestCarts } from './guest-carts.js';

@Module({
  imports: [AuthModule, CatalogModule],
  controllers: [CartController],
  providers: [CartService, CartRepository, GuestCarts],
  exports: [CartService],
})
export class CartModule {}
