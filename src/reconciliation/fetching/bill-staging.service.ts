import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { AlipayConfig } from '../../../config/alipay.config.js';
import { openArchive } from '../bill-file/bill-archive.js';
import type { BillLine } from '../bill-file/bill-line.js';
import { type LineSink, type ReadBill, readTradeBill } from '../bill-file/read-bill.js';
import type { BillSums } from '../bill-file/sums.js';
import type { Bill } from '../model/bill.repository.js';
import { BillLinesRepository } from './bill-lines.repository.js';

/** A file of a zip has at most so many times the bytes that the zip may have. */
const UNPACKED = 16;

/** A bill's file, read to its end and found whole. */
export interface Staged {
  /** Whether it says what is known already: then nothing was written. */
  readonly isSame: boolean;
  readonly sha256: string;
  /** Null when the very file is known. */
  readonly bill: ReadBill<BillSums> | null;
}

/** Hears how many lines were read by now; may throw, which ends the reading. */
export type Progress = (lines: number) => void;

/** Reads a bill's file and writes its lines down, some hundred at a time, while it reads on. */
@Injectable()
export class BillStaging {
  constructor(
    private readonly config: AlipayConfig,
    private readonly lines: BillLinesRepository,
  ) {}

  /**
   * Stages the file of a bill. One that says the same as before is only read. Throws BrokenBill, and then nothing is left
   * of its lines unless those of an earlier file are there.
   */
  async stage(bill: Bill, path: string, progress: Progress): Promise<Staged> {
    const sha256 = await digestOf(path);
    if (bill.linesDigest !== null && bill.fileSha256 === sha256) {
      return { isSame: true, sha256, bill: null };
    }
    const known =
      bill.linesDigest === null ? null : await this.read(bill, path, () => Promise.resolve());
    if (known?.digest === bill.linesDigest && known !== null) {
      return { isSame: true, sha256, bill: known };
    }
    return { isSame: false, sha256, bill: await this.write(bill, path, progress) };
  }

  private async write(bill: Bill, path: string, progress: Progress): Promise<ReadBill<BillSums>> {
    await this.lines.forget(bill.id);
    const writing = new Writing((some) => this.lines.insert(bill.id, some), progress);
    try {
      const read = await this.read(bill, path, (some) => writing.take(some));
      await writing.end();
      return read;
    } catch (error) {
      await writing.end().catch(() => undefined);
      await this.lines.forget(bill.id);
      throw error;
    }
  }

  private async read(
    { day }: Bill,
    path: string,
    sink: LineSink<BillLine>,
  ): Promise<ReadBill<BillSums>> {
    const { billMaxBytes, sellerId } = this.config;
    const archive = await openArchive(path, billMaxBytes * UNPACKED);
    try {
      return await readTradeBill(archive, { day, sellerId }, sink);
    } finally {
      archive.close();
    }
  }
}

/** Writes one part while the next one is read. */
class Writing {
  private underWay: Promise<void> = Promise.resolve();
  private count = 0;

  constructor(
    private readonly insert: (lines: readonly BillLine[]) => Promise<void>,
    private readonly progress: Progress,
  ) {}

  async take(lines: readonly BillLine[]): Promise<void> {
    await this.underWay;
    this.count += lines.length;
    this.progress(this.count);
    this.underWay = this.insert(lines);
    // It is waited for by the next part, or by the end.
    this.underWay.catch(() => undefined);
  }

  end(): Promise<void> {
    return this.underWay;
  }
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
