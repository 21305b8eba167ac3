import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { AlipayConfig } from '../../../config/alipay.config.js';
import type { AccountLine, AccountSums } from '../bill-file/account-line.js';
import { openArchive } from '../bill-file/bill-archive.js';
import type { BillLine } from '../bill-file/bill-line.js';
import {
  type LineSink,
  type ReadBill,
  readAccountBill,
  readTradeBill,
} from '../bill-file/read-bill.js';
import type { BillSums } from '../bill-file/sums.js';
import type { Bill } from '../model/bill.repository.js';
import { AccountLinesRepository } from './account-lines.repository.js';
import { BillLinesRepository } from './bill-lines.repository.js';

/** A file of a zip has at most so many times the bytes that the zip may have. */
const UNPACKED = 16;

/** A bill of either type; the sums of the other type are null. */
type StagedBill = Pick<ReadBill<unknown>, 'head' | 'digest'> & Pick<Bill, 'sums' | 'accountSums'>;

/** A bill's file, read to its end and found whole. */
export interface Staged {
  /** Whether it says what is known already: then nothing was written. */
  readonly isSame: boolean;
  readonly sha256: string;
  /** Null when the very file is known. */
  readonly bill: StagedBill | null;
}

/** Hears how many lines were read by now; may throw, which ends the reading. */
export type Progress = (lines: number) => void;

/** How one type of bill is read and kept. */
interface Keeping<Line, Sums> {
  readonly read: (
    archive: Parameters<typeof readTradeBill>[0],
    expected: Parameters<typeof readTradeBill>[1],
    sink: LineSink<Line>,
  ) => Promise<ReadBill<Sums>>;
  readonly lines: {
    insert(billId: string, lines: readonly Line[]): Promise<void>;
    forget(billId: string): Promise<void>;
  };
  readonly sums: (sums: Sums) => Pick<Bill, 'sums' | 'accountSums'>;
}

/** Reads a bill's file and writes its lines down, some hundred at a time, while it reads on. */
@Injectable()
export class BillStaging {
  private readonly trade: Keeping<BillLine, BillSums>;
  private readonly account: Keeping<AccountLine, AccountSums>;

  constructor(
    private readonly config: AlipayConfig,
    lines: BillLinesRepository,
    accountLines: AccountLinesRepository,
  ) {
    this.trade = { read: readTradeBill, lines, sums: (sums) => ({ sums, accountSums: null }) };
    this.account = {
      read: readAccountBill,
      lines: accountLines,
      sums: (accountSums) => ({ sums: null, accountSums }),
    };
  }

  /**
   * Stages the file of a bill. One that says the same as before is only read. Throws BrokenBill, and then nothing is left
   * of its lines unless those of an earlier file are there.
   */
  stage(bill: Bill, path: string, progress: Progress): Promise<Staged> {
    return bill.type === 'trade'
      ? this.stageAs(this.trade, bill, path, progress)
      : this.stageAs(this.account, bill, path, progress);
  }

  private async stageAs<Line, Sums>(
    keeping: Keeping<Line, Sums>,
    bill: Bill,
    path: string,
    progress: Progress,
  ): Promise<Staged> {
    const sha256 = await digestOf(path);
    if (bill.linesDigest !== null && bill.fileSha256 === sha256) {
      return { isSame: true, sha256, bill: null };
    }
    const known =
      bill.linesDigest === null
        ? null
        : await this.read(keeping, bill, path, () => Promise.resolve());
    if (known?.digest === bill.linesDigest && known !== null) {
      return { isSame: true, sha256, bill: known };
    }
    return { isSame: false, sha256, bill: await this.write(keeping, bill, path, progress) };
  }

  private async write<Line, Sums>(
    keeping: Keeping<Line, Sums>,
    bill: Bill,
    path: string,
    progress: Progress,
  ): Promise<StagedBill> {
    const { lines } = keeping;
    await lines.forget(bill.id);
    const writing = new Writing<Line>((some) => lines.insert(bill.id, some), progress);
    try {
      const read = await this.read(keeping, bill, path, (some) => writing.take(some));
      await writing.end();
      return read;
    } catch (error) {
      await writing.end().catch(() => undefined);
      await lines.forget(bill.id);
      throw error;
    }
  }

  private async read<Line, Sums>(
    keeping: Keeping<Line, Sums>,
    { day }: Bill,
    path: string,
    sink: LineSink<Line>,
  ): Promise<StagedBill> {
    const { billMaxBytes, sellerId } = this.config;
    const archive = await openArchive(path, billMaxBytes * UNPACKED);
    try {
      const { head, digest, sums } = await keeping.read(archive, { day, sellerId }, sink);
      return { head, digest, ...keeping.sums(sums) };
    } finally {
      archive.close();
    }
  }
}

/** Writes one part while the next one is read. */
class Writing<Line> {
  private underWay: Promise<void> = Promise.resolve();
  private count = 0;

  constructor(
    private readonly insert: (lines: readonly Line[]) => Promise<void>,
    private readonly progress: Progress,
  ) {}

  async take(lines: readonly Line[]): Promise<void> {
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
