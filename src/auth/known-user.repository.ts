import { Injectable } from '@nestjs/common';
import { inList, PreparedReads } from '../database/batching/prepared-reads.js';
import type { SqlBoolean } from '../database/sql-boolean.js';
import type { Role } from './permissions.js';

/** A user with one of the tokens that were ended, or with none (null). */
export interface KnownUserRow {
  readonly id: number;
  readonly publicId: string;
  readonly username: string;
  readonly role: Role;
  readonly tokenVersion: number;
  readonly signedOutAt: Date | null;
  readonly mustChangePassword: number;
  readonly hasSecondFactor: SqlBoolean;
  readonly hasPassword: SqlBoolean;
  readonly digest: string | null;
}

/** Reads what tells which tokens count. */
@Injectable()
export class KnownUserRepository {
  constructor(private readonly prepared: PreparedReads) {}

  /** The users of these public ids, at least one, each once for each of their ended tokens. */
  findMany(publicIds: readonly string[]): Promise<KnownUserRow[]> {
    const { places, values } = inList([...new Set(publicIds)]);
    // Raw: hot; any request with a token may need it, and prepared it costs a third.
    return this.prepared.rows<KnownUserRow>(
      `SELECT u.id, u.public_id AS publicId, u.username, u.role, u.token_version AS tokenVersion,
         u.signed_out_at AS signedOutAt, u.must_change_password AS mustChangePassword,
         u.second_factor_since IS NOT NULL AS hasSecondFactor,
         u.password_hash IS NOT NULL AS hasPassword, e.digest
       FROM users u LEFT JOIN ended_tokens e ON e.user_id = u.id
       WHERE u.public_id IN (${places}) AND u.disabled_at IS NULL`,
      values,
    );
  }
}
