import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app.config.js';
import type { Storefront } from '../orders/order-record.js';

/** Where Alipay sends its notify and the buyer's browser. */
export interface Addresses {
  readonly notifyUrl: string;
  readonly returnUrl: string;
}

/** The addresses that signed links name, by the storefront through which the payment was started. */
@Injectable()
export class PayAddresses {
  constructor(private readonly app: AppConfig) {}

  /** Addresses of a storefront; they carry no query of their own, for it would break the signature (alipay.md 1.4). */
  of(_storefront: Storefront): Addresses {
    const base = `${this.app.publicUrl}/api/v1/alipay`;
    return { notifyUrl: `${base}/notify`, returnUrl: `${base}/return` };
  }
}
