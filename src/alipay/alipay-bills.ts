import { Injectable } from '@nestjs/common';
import { AlipayConfig } from '../../config/alipay.config.js';
import type { Answer } from './answer.js';
import { type Download, downloadBill } from './bill-download.js';
import { billOffered, type BillOffer, type BillType } from './bill-report.js';
import { AlipayGateway } from './gateway.js';

export type { Download } from './bill-download.js';
export { BILL_TYPES, type BillType } from './bill-report.js';

/** Fetches the bills that Alipay writes of each day. Nothing here throws for what Alipay does or says. */
@Injectable()
export class AlipayBills {
  constructor(
    private readonly config: AlipayConfig,
    private readonly gateway: AlipayGateway,
  ) {}

  /** Asks `alipay.data.dataservice.bill.downloadurl.query` for a day's bill (`2026-11-20`, in China time). */
  async find(type: BillType, day: string): Promise<Answer<BillOffer>> {
    const content = { bill_type: type, bill_date: day };
    const method = 'alipay.data.dataservice.bill.downloadurl.query';
    return billOffered(await this.gateway.call(method, content));
  }

  /** Writes the file of an address, which is good for 30 s and one time, to `path`. */
  download(url: string, path: string): Promise<Download> {
    const { gateway, billMaxBytes: maxBytes } = this.config;
    return downloadBill(url, path, { gateway, maxBytes });
  }
}
