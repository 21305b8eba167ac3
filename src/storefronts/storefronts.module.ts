/**
 * Owns the wires of four old front ends: dadashop, meiduo's server pages, meiduo's separate front end, and luffy.
 * Promises that they translate and decide nothing: each handler is one call to a floor below.
 */
import { type DynamicModule, Module, type Provider, type Type } from '@nestjs/common';
import type { Shop } from '../../config/storefronts.config.js';
import { AuthModule } from '../auth/auth.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { PaymentModule } from '../payment/payment.module.js';
import { ConfirmedPurchases } from './confirmed-purchases.service.js';
import { DadashopController } from './dadashop.controller.js';
import { Dadashop } from './dadashop.service.js';
import { LuffyController } from './luffy.controller.js';
import { Luffy } from './luffy.service.js';
import { MeiduoApiController, MeiduoPagesController } from './meiduo.controller.js';
import { Meiduo } from './meiduo.service.js';

interface ShopParts {
  readonly controllers: readonly Type[];
  readonly providers: readonly Provider[];
}

const PARTS: Readonly<Record<Shop, ShopParts>> = {
  dadashop: { controllers: [DadashopController], providers: [Dadashop, ConfirmedPurchases] },
  meiduo: { controllers: [MeiduoPagesController, MeiduoApiController], providers: [Meiduo] },
  luffy: { controllers: [LuffyController], providers: [Luffy] },
};

@Module({})
export class StorefrontsModule {
  /** The adapters of the shops that are switched on. */
  static with(shops: readonly Shop[]): DynamicModule {
    return {
      module: StorefrontsModule,
      imports: [AuthModule, OrdersModule, PaymentModule],
      controllers: shops.flatMap((shop) => [...PARTS[shop].controllers]),
      providers: shops.flatMap((shop) => [...PARTS[shop].providers]),
    };
  }
}
