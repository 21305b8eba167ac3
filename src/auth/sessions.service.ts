import { randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { decodeJwt } from 'jose';
import { type EntityManager, LessThan } from 'typeorm';
import { deleteBatch } from '../database/delete-batch.js';
import { Transactions } from '../database/transactions.js';
import { CLOCK, type Clock } from '../kernel/clock.js';
import { EndedTokenEntity } from './ended-token.entity.js';
import { KnownUsers } from './known-users.js';
import type { UserIds } from './signed-in-user.js';
import { tokenDigest } from './token-digest.js';
import { UserEntity } from './user.entity.js';

/** So many ended tokens of one user are remembered one by one; then all of the user's tokens end. */
const MOST_ENDED = 100;
/** So many that are over anyway are removed on the way. */
const REMOVED_TOGETHER = 1_000;

/** The column has room for twice as many: an earlier release, side by side with this one, counts on from what is drawn. */
const VERSIONS = 2 ** 31;

/** Ends tokens before their time. It holds in this process at once, in the others within five seconds. */
@Injectable()
export class Sessions {
  constructor(
    private readonly transactions: Transactions,
    private readonly known: KnownUsers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Ends one genuine token of a user; doing it again changes nothing. */
  async end(user: UserIds, token: string): Promise<void> {
    const { exp = 0 } = decodeJwt(token);
    const expiresAt = new Date(exp * 1_000);
    const row = { digest: tokenDigest(token), userId: user.id, expiresAt };
    await this.transactions.run(async (tx) => {
      await this.removeExpired(tx);
      const tokens = tx.getRepository(EndedTokenEntity);
      const ended = await tokens.countBy({ userId: user.id });
      if (ended >= MOST_ENDED) await this.endAllIn(tx, user);
      await tokens.upsert(row, ['digest']);
    });
    this.known.forget(user.publicId);
  }

  /** Ends all tokens that a user has. */
  async endAll(user: UserIds): Promise<void> {
    await this.transactions.run((tx) => this.endAllIn(tx, user));
    this.known.forget(user.publicId);
  }

  /** {@link endAll} in the caller's transaction; whoever commits it lets the user be read anew. */
  async endAllIn(tx: EntityManager, { id }: UserIds): Promise<void> {
    const signedOutAt = this.clock.now();
    // Drawn, for a restored database would count to a version once more that tokens of after its backup carry.
    const tokenVersion = randomInt(1, VERSIONS);
    await tx.getRepository(UserEntity).update({ id }, { tokenVersion, signedOutAt });
    await tx.getRepository(EndedTokenEntity).delete({ userId: id });
  }

  private async removeExpired(tx: EntityManager): Promise<void> {
    const expired = { expiresAt: LessThan(this.clock.now()) };
    await deleteBatch(tx, EndedTokenEntity, expired, { limit: REMOVED_TOGETHER });
  }
}
