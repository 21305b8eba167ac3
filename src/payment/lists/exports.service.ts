import { Injectable, type StreamableFile } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.service.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { Transactions } from '../../database/transactions.js';
import { type CsvColumns, csvDownload } from '../../http/csv-download.js';
import type { Language } from '../../kernel/words.js';
import { listAll, type Listing } from '../../http/listing.js';

/** What is exported. */
export interface Export<Filter, View> {
  /** As entries of the audit log name it. */
  readonly kind: 'order' | 'refund' | 'payment' | 'incident';
  readonly listing: Listing<Filter, View>;
  readonly columns: CsvColumns<View>;
  /** Of its heads. */
  readonly language: Language;
}

/** Gives lists out as files, and keeps who took which. */
@Injectable()
export class Exports {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  /** All of a list as a CSV that is made while it is sent. That it was asked for stands in the audit log before. */
  async download<Filter extends object, View>(
    staff: SignedInUser,
    { kind, listing, columns, language }: Export<Filter, View>,
    filter: Filter,
  ): Promise<StreamableFile> {
    await this.transactions.run((tx) =>
      this.audit.write(tx, staff, {
        action: `${kind}.export`,
        object: { kind, id: `${kind}s.csv` },
        after: { filter: { ...filter } },
      }),
    );
    const file = { name: `${kind}s.csv`, columns, language };
    return csvDownload(file, listAll(listing, filter));
  }
}
