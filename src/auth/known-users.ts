import { Inject, Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { isTrue } from '../database/sql-boolean.js';
import { CLOCK, type Clock } from '../kernel/clock.js';
import type { Standing } from './duty.js';
import { KnownUserRepository, type KnownUserRow } from './known-user.repository.js';
import type { UserIdentity } from './signed-in-user.js';

/** A user, and what tells which of the user's tokens still count. */
export interface KnownUser {
  readonly user: UserIdentity;
  readonly standing: Standing;
  readonly tokenVersion: number;
  /** Tokens of another issuer from before this instant are over; null: none is. */
  readonly signedOutAt: Date | null;
  /** Digests of single tokens that were ended. */
  readonly ended: ReadonlySet<string>;
}

interface Kept {
  readonly known: KnownUser;
  /** When the read that told it began, in milliseconds since 1970. */
  readonly readAt: number;
}

/** What was decided in another process holds here after so long at the latest; five seconds are promised. */
const KEPT_MS = 4_000;
const MAX_KEPT = 10_000;
const MAX_TOGETHER = 64;

/**
 * Users as their rows say, by their public ids: a token names somebody, and the row alone tells whether they are there
 * still, as what, and which of their tokens count. A customer's row is believed for some seconds; that of anybody who may
 * do more is read for each request, so that a right which is taken away ends at once. Requests of one turn share a read.
 */
@Injectable()
export class KnownUsers {
  private readonly kept = new Map<string, Kept>();
  /** Raised by whatever makes reads under way too old to be kept. */
  private generation = 0;
  private readonly reads = new DataLoader((ids: readonly string[]) => this.read(ids), {
    cache: false,
    maxBatchSize: MAX_TOGETHER,
    batchScheduleFn: (read) => setImmediate(read),
  });

  constructor(
    private readonly repository: KnownUserRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The user of a public id; null when there is none. Throws the driver's error when the database does not answer. */
  async find(publicId: string): Promise<KnownUser | null> {
    const kept = this.kept.get(publicId);
    const now = this.clock.now().getTime();
    if (kept !== undefined && Math.abs(now - kept.readAt) < KEPT_MS) return kept.known;
    this.kept.delete(publicId);
    const { generation } = this;
    const known = await this.reads.load(publicId);
    if (known?.user.role === 'customer' && generation === this.generation) {
      this.keep(publicId, { known, readAt: now });
    }
    return known;
  }

  /** Has a user read anew: something about them or their tokens was changed by this process. */
  forget(publicId: string): void {
    this.generation += 1;
    this.kept.delete(publicId);
  }

  private keep(publicId: string, kept: Kept): void {
    if (this.kept.size >= MAX_KEPT) {
      const { value: oldest } = this.kept.keys().next();
      this.kept.delete(oldest ?? '');
    }
    this.kept.set(publicId, kept);
  }

  private async read(publicIds: readonly string[]): Promise<(KnownUser | null)[]> {
    const rows = await this.repository.findMany(publicIds);
    return publicIds.map((wanted) => knownUser(rows.filter(({ publicId }) => publicId === wanted)));
  }
}

function knownUser(rows: readonly KnownUserRow[]): KnownUser | null {
  const [row] = rows;
  if (row === undefined) return null;
  const { id, publicId, username, role, tokenVersion, signedOutAt } = row;
  const ended = new Set(rows.flatMap(({ digest }) => (digest === null ? [] : [digest])));
  const standing = {
    mustChangePassword: row.mustChangePassword === 1,
    hasSecondFactor: isTrue(row.hasSecondFactor),
    hasPassword: isTrue(row.hasPassword),
  };
  const user = { id, publicId, username, role };
  return { user, standing, tokenVersion, signedOutAt, ended };
}
