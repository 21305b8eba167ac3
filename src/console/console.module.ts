/**
 * Owns the pages that people look at: the payment's result and the demo shop, from which operators ship.
 * Promises that a page shows what the floors below know and decides nothing itself.
 */
import { Module } from '@nestjs/common';
import { PaymentModule } from '../payment/payment.module.js';
import { DemoController, FrontController } from './demo.controller.js';
import { DemoShop } from './demo-shop.service.js';
import { ReturnController } from './return.controller.js';

@Module({
  imports: [PaymentModule],
  controllers: [FrontController, ReturnController, DemoController],
  providers: [DemoShop],
})
export class ConsoleModule {}
