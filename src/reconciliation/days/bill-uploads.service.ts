import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import { AlipayConfig } from '../../../config/alipay.config.js';
import type { BillType } from '../../alipay/alipay-bills.js';
import { AuditLog } from '../../audit/audit-log.service.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { Transactions } from '../../database/transactions.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { Problem } from '../../kernel/problem.js';
import { toChinaDay } from '../../kernel/shanghai-time.js';
import { isDay } from '../model/day.js';
import type { Bill } from '../model/bill.repository.js';
import { BillDays } from './bill-days.service.js';

/** What arrived. */
interface Arrived {
  readonly bytes: number;
  readonly sha256: string;
}

/** Which bill is handed in, and why. */
export interface Upload {
  readonly type: BillType;
  readonly day: string;
  readonly reason?: string | undefined;
}

/** Takes bills that somebody has fetched by hand, and does their day. */
@Injectable()
export class BillUploads {
  constructor(
    private readonly days: BillDays,
    private readonly config: AlipayConfig,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Holds an uploaded zip of a day against the books. The audit entry stands whatever comes of it, as with a request. The
   * file goes when it was read. Throws Problem `no-such-day`, `body-too-large` (beyond `BILL_MAX_MB`), `day-under-way`, and
   * `bill-unusable` when it is no bill of that day and account.
   */
  async take(staff: SignedInUser, upload: Upload, body: Readable): Promise<Bill> {
    const { type, day } = upload;
    if (!isDay(day) || day >= toChinaDay(this.clock.now())) throw new Problem('no-such-day');
    const folder = await mkdtemp(join(tmpdir(), 'bill-'));
    try {
      const file = join(folder, 'bill.zip');
      const arrived = await this.store(body, file);
      await this.writeEntry(staff, upload, arrived);
      const done = await this.days.run(type, day, { file });
      if (done === null) throw new Problem('day-under-way');
      if (done.fault !== null) throw new Problem('bill-unusable', { fault: done.fault });
      return done.bill;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  private async store(body: Readable, file: string): Promise<Arrived> {
    const hash = createHash('sha256');
    const most = this.config.billMaxBytes;
    let bytes = 0;
    // Who sends too much is answered: a stream that is destroyed would take the connection with it.
    const chunks: AsyncIterable<Buffer> = body.iterator({ destroyOnReturn: false });
    const counted = async function* () {
      for await (const chunk of chunks) {
        bytes += chunk.length;
        if (bytes > most) throw new Problem('body-too-large');
        hash.update(chunk);
        yield chunk;
      }
    };
    await pipeline(counted, createWriteStream(file));
    return { bytes, sha256: hash.digest('hex') };
  }

  private writeEntry(
    staff: SignedInUser,
    { type, day, reason }: Upload,
    arrived: Arrived,
  ): Promise<void> {
    return this.transactions.run((tx) =>
      this.audit.write(tx, staff, {
        action: 'reconciliation.upload',
        object: { kind: 'reconciliation', id: day },
        after: { type, ...arrived },
        reason,
      }),
    );
  }
}
