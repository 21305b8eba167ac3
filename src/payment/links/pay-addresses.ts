import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../../config/app.config.js';
import { StorefrontsConfig } from '../../../config/storefronts.config.js';
import type { Storefront } from '../../orders/model/order-record.js';

/** Where Alipay sends its notify and the buyer's browser. */
export interface Addresses {
  readonly notifyUrl: string;
  readonly returnUrl: string;
}

/** dadashop's and luffy's pages know their own notify addresses; meiduo's is the native one. */
const NOTIFY_PATHS: Readonly<Record<Storefront, string>> = {
  native: '/api/v1/alipay/notify',
  dadashop: '/v1/orders/success/',
  meiduo: '/api/v1/alipay/notify',
  luffy: '/order/success/',
};

/** The addresses that signed links name, by the storefront through which the payment was started. */
@Injectable()
export class PayAddresses {
  constructor(
    private readonly app: AppConfig,
    private readonly storefronts: StorefrontsConfig,
  ) {}

  /** Addresses of a storefront; they carry no query of their own, for it would break the signature (alipay.md 1.4). */
  of(storefront: Storefront): Addresses {
    const { publicUrl } = this.app;
    const returnUrl =
      storefront === 'native'
        ? `${publicUrl}/api/v1/alipay/return`
        : this.storefronts.returnUrls[storefront];
    return { notifyUrl: publicUrl + NOTIFY_PATHS[storefront], returnUrl };
  }
}
