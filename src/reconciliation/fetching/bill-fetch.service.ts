import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { AlipayBills } from '../../alipay/alipay-bills.js';
import { BrokenBill } from '../bill-file/broken-bill.js';
import type { Bill } from '../model/bill.repository.js';
import { BillStaging, type Progress, type Staged } from './bill-staging.service.js';

/** How it ended to ask for a bill, or to read the file of one. */
export type Fetched =
  | { readonly kind: 'staged'; readonly staged: Staged }
  | { readonly kind: 'empty' }
  | { readonly kind: 'not-there' }
  /** There is no response to rely on: it is asked for again. */
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'broken'; readonly reason: string };

/** Gets a day's bill from Alipay, or from a file that somebody has fetched by hand. */
@Injectable()
export class BillFetch {
  constructor(
    private readonly bills: AlipayBills,
    private readonly staging: BillStaging,
  ) {}

  /** Asks Alipay for the bill and stages its file. */
  async fromAlipay(bill: Bill, progress: Progress): Promise<Fetched> {
    const offer = await this.bills.find(bill.type, bill.day);
    switch (offer.outcome) {
      case 'unknown':
        return { kind: 'unknown', reason: offer.reason };
      case 'refused':
        return { kind: 'unknown', reason: `Alipay refuses: ${offer.code} ${offer.subCode}` };
      case 'done':
        return offer.value.kind === 'file'
          ? this.download(bill, offer.value.url, progress)
          : { kind: offer.value.kind };
    }
  }

  /** Stages a file that is here already. */
  async fromFile(bill: Bill, path: string, progress: Progress): Promise<Fetched> {
    try {
      return { kind: 'staged', staged: await this.staging.stage(bill, path, progress) };
    } catch (error) {
      if (!(error instanceof BrokenBill)) throw error;
      return { kind: 'broken', reason: error.message };
    }
  }

  /** The file is this process's alone, and goes whatever becomes of it: it holds what buyers bought. */
  private async download(bill: Bill, url: string, progress: Progress): Promise<Fetched> {
    const folder = await mkdtemp(join(tmpdir(), 'bill-'));
    try {
      const path = join(folder, 'bill.zip');
      const download = await this.bills.download(url, path);
      switch (download.outcome) {
        case 'unknown':
          return { kind: 'unknown', reason: `the file did not come: ${download.reason}` };
        case 'too-big':
          return { kind: 'broken', reason: 'too-big: the file is larger than BILL_MAX_MB' };
        case 'done':
          return await this.fromFile(bill, path, progress);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
