/**
 * Owns the pages that people look at: the payment's result, the demo shop, the operators' console.
 * Promises that a page shows what the floors below know and decides nothing itself.
 */
import { Module } from '@nestjs/common';
import { PaymentModule } from '../payment/payment.module.js';
import { ReturnController } from './return.controller.js';

@Module({ imports: [PaymentModule], controllers: [ReturnController] })
export class ConsoleModule {}
