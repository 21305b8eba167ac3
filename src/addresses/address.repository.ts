import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PreparedReads } from '../database/batching/prepared-reads.js';
import type { AddressView, OwnedAddress } from './address-view.js';

type Row = Omit<AddressView, 'isDefault'> & { readonly isDefault: 0 | 1 };

/** The hot reads of addresses. */
@Injectable()
export class AddressRepository {
  constructor(private readonly reads: PreparedReads) {}

  /** A user's addresses, the default first, then the newest. */
  async ofUser(userId: number): Promise<AddressView[]> {
    // Raw: hot; each quote shows them, and prepared it costs a third.
    const rows = await this.reads.rows<Row>(
      `SELECT id, tag, receiver, mobile, province, city, district, detail, is_default AS isDefault
       FROM addresses WHERE user_id = ? AND deleted_at IS NULL ORDER BY is_default DESC, id DESC`,
      [userId],
    );
    return rows.map((row) => ({ ...row, isDefault: row.isDefault === 1 }));
  }

  /** Addresses by id, at least one, each with its owner, without those that are deleted. */
  findMany(tx: EntityManager, ids: readonly number[]): Promise<OwnedAddress[]> {
    // Raw: hot; placing orders reads them, joined with the statements beside it.
    return tx.query(
      `SELECT id, user_id AS userId, tag, receiver, mobile, province, city, district, detail
       FROM addresses WHERE id IN (?) AND deleted_at IS NULL`,
      [ids],
    );
  }
}
