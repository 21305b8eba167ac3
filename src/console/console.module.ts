/**
 * Owns the pages that people look at: the payment's result, the demo shop, from which operators ship, and Bull's queues.
 * Promises that a page shows what the floors below know and decides nothing itself.
 */
import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { PaymentModule } from '../payment/payment.module.js';
import { DemoController, FrontController } from './demo.controller.js';
import { DemoShop } from './demo-shop.service.js';
import { QueueBoard } from './queues/queue-board.service.js';
import { QueuesController } from './queues/queues.controller.js';
import { ReturnController } from './return.controller.js';

@Module({
  imports: [AuthModule, PaymentModule],
  controllers: [FrontController, ReturnController, DemoController, QueuesController],
  providers: [DemoShop, QueueBoard],
})
export class ConsoleModule {}
