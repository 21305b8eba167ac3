import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository, type SelectQueryBuilder } from 'typeorm';
import { type Page, type PageRequest, toPage } from '../http/page.js';
import { AuditEntryEntity } from './audit-entry.entity.js';
import { auditEntryView, type AuditEntryView } from './audit-entry-view.js';

/** Which entries are wanted; null: whatever it is. */
export interface AuditFilter {
  /** A name, as it was then. */
  readonly who: string | null;
  readonly what: string | null;
  readonly object: { readonly kind: string; readonly id: string } | null;
  /** From this instant on. */
  readonly from: Date | null;
  /** Before this instant. */
  readonly to: Date | null;
}

/** Reads the log of what the staff does. */
@Injectable()
export class AuditTrail {
  constructor(
    @InjectRepository(AuditEntryEntity) private readonly entries: Repository<AuditEntryEntity>,
  ) {}

  /** Entries, the newest first. */
  async list(filter: AuditFilter, page: PageRequest): Promise<Page<AuditEntryView>> {
    const query = await this.pageQuery(filter, page);
    return toPage(await query.getMany(), page, ({ id }) => id, auditEntryView);
  }

  /** The query of {@link list}: each filter alone has an index that is in the order of the answer. */
  async pageQuery(
    { who, what, object, from, to }: AuditFilter,
    { limit, after }: PageRequest,
  ): Promise<SelectQueryBuilder<AuditEntryEntity>> {
    const query = this.entries
      .createQueryBuilder('entry')
      .where({ ...(who && { username: who }), ...(what && { action: what }) })
      .orderBy('entry.at', 'DESC')
      .addOrderBy('entry.id', 'DESC')
      .limit(limit + 1);
    if (object !== null) query.andWhere({ objectKind: object.kind, objectId: object.id });
    if (from !== null) query.andWhere('entry.at >= :from', { from });
    if (to !== null) query.andWhere('entry.at < :to', { to });
    const last = after === null ? null : await this.entries.findOneBy({ id: after });
    if (last === null) return query;
    const { at, id } = last;
    return query.andWhere('(entry.at < :at OR (entry.at = :at AND entry.id < :id))', { at, id });
  }
}
