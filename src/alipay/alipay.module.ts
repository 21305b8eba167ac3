/**
 * Owns Alipay's wire: requests, answers, notifies, returns, keys and certificates; nobody else knows a field's name.
 * Promises that what leaves it as a report was signed by Alipay, and that an answer nobody can rely on is `unknown`.
 */
import { Module } from '@nestjs/common';
import { AlipayConfig } from '../../config/alipay.config.js';
import { AlipayClient } from './alipay-client.js';
import { AlipayGateway } from './gateway.js';
import { ALIPAY_KEYS, readAlipayKeys } from './keys.js';
import { AlipayMessages } from './message-verifier.js';

@Module({
  providers: [
    { provide: ALIPAY_KEYS, inject: [AlipayConfig], useFactory: readAlipayKeys },
    AlipayGateway,
    AlipayClient,
    AlipayMessages,
  ],
  exports: [AlipayClient, AlipayMessages],
})
export class AlipayModule {}
