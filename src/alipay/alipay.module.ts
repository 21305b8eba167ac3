/**
 * Owns Alipay's wire: requests, answers, notifies, returns, keys and certificates; nobody else knows a field's name.
 * Promises that what leaves it as a report was signed by Alipay, and that an answer nobody can rely on is `unknown`.
 */
import { Module } from '@nestjs/common';
import { AlipayConfig } from '../../config/alipay.config.js';
import { CLOCK, type Clock } from '../kernel/clock.js';
import { AlipayBills } from './alipay-bills.js';
import { AlipayClient } from './alipay-client.js';
import { AnswerWatch } from './answer-watch.service.js';
import { RefusedMessages } from './diagnosis/refused-messages.service.js';
import { AlipayGateway } from './gateway.js';
import { CertificateWatch } from './certificate-watch.service.js';
import { ALIPAY_KEYS, readAlipayKeys } from './keys.js';
import { AlipayMessages } from './message-verifier.js';

@Module({
  providers: [
    {
      provide: ALIPAY_KEYS,
      inject: [AlipayConfig, CLOCK],
      useFactory: (config: AlipayConfig, clock: Clock) => readAlipayKeys(config, clock.now()),
    },
    AnswerWatch,
    AlipayGateway,
    AlipayBills,
    AlipayClient,
    AlipayMessages,
    CertificateWatch,
    RefusedMessages,
  ],
  exports: [AlipayBills, AlipayClient, AlipayMessages, CertificateWatch, RefusedMessages],
})
export class AlipayModule {}
