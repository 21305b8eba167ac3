import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../kernel/clock.js';
import { AuditEntryEntity } from './audit-entry.entity.js';
import { hideSecrets } from './hide-secrets.js';
import type { Actor } from './request-origin.js';

/** What was done to what, and why. */
export interface AuditEntry {
  /** The kind of object and the act: `refund.approve`. */
  readonly action: `${string}.${string}`;
  /** `kind` as in the action, and the id by which the API names it. */
  readonly object: { readonly kind: string; readonly id: string | number };
  /** What of the object was changed, as it was; absent: it is new, or nothing of it was. */
  readonly before?: object | null;
  /** The same as it is now. */
  readonly after?: object | null;
  /** What whoever did it gave as the reason. */
  readonly reason?: string | null | undefined;
}

const MAX_REASON = 500;

/** Keeps what the staff does: entries are added, and neither changed nor removed. */
@Injectable()
export class AuditLog {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** Writes an entry in the transaction of the act itself, so that there is neither without the other. */
  async write(tx: EntityManager, staff: Actor, entry: AuditEntry): Promise<void> {
    const { action, object, before = null, after = null, reason = null } = entry;
    const { via, address, requestId } = staff.origin;
    const { id: userId, username, role } = staff;
    const row = {
      at: this.clock.now(),
      userId,
      username,
      role,
      via,
      address,
      requestId,
      action,
      objectKind: object.kind,
      objectId: String(object.id),
      before: hideSecrets(before),
      after: hideSecrets(after),
      reason: reason?.slice(0, MAX_REASON) ?? null,
    };
    const query = tx.getRepository(AuditEntryEntity).createQueryBuilder().insert().values(row);
    await query.updateEntity(false).execute();
  }
}
