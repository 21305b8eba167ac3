/**
 * Owns what Alipay tells by itself: the notify, and the parameters with which a buyer returns.
 * Promises that only a verified message is looked at, and that success is answered once it is written down.
 */
import { Module } from '@nestjs/common';
import { EventsModule } from '../../events/events.module.js';
import { AlipayModule } from '../../alipay/alipay.module.js';
import { BuyerReturns } from './buyer-returns.service.js';
import { MisdirectedReports } from './misdirected-reports.service.js';
import { Notifies } from './notifies.service.js';
import { NotifyController } from './notify.controller.js';
import { OrdersModule } from '../../orders/orders.module.js';
import { PaymentModelModule } from '../model/payment-model.module.js';
import { SettlementModule } from '../settlement/settlement.module.js';

@Module({
  imports: [AlipayModule, EventsModule, OrdersModule, PaymentModelModule, SettlementModule],
  controllers: [NotifyController],
  providers: [BuyerReturns, MisdirectedReports, Notifies],
  exports: [BuyerReturns, Notifies],
})
export class NotifyModule {}
