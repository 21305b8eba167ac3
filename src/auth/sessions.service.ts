import { Inject, Injectable } from '@nestjs/common';
import { decodeJwt } from 'jose';
import type { EntityManager } from 'typeorm';
import { Transactions } from '../database/transactions.js';
import { CLOCK, type Clock } from '../kernel/clock.js';
import { KnownUsers } from './known-users.js';
import type { UserIds } from './signed-in-user.js';
import { tokenDigest } from './token-digest.js';

/** So many ended tokens of one user are remembered one by one; then all of the user's tokens end. */
const MOST_ENDED = 100;
/** So many that are over anyway are removed on the way. */
const REMOVED_TOGETHER = 1_000;

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
    const row = [tokenDigest(token), user.id, new Date(exp * 1_000)];
    await this.transactions.run(async (tx) => {
      await this.removeExpired(tx);
      if ((await endedOf(tx, user)) >= MOST_ENDED) await this.endAllIn(tx, user);
      await tx.query(
        `INSERT INTO ended_tokens (digest, user_id, expires_at) VALUES (?, ?, ?)
         ON DUPLICATE KEY UPDATE expires_at = VALUES(expires_at)`,
        row,
      );
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
    await tx.query(
      'UPDATE users SET token_version = token_version + 1, signed_out_at = ? WHERE id = ?',
      [this.clock.now(), id],
    );
    await tx.query('DELETE FROM ended_tokens WHERE user_id = ?', [id]);
  }

  private async removeExpired(tx: EntityManager): Promise<void> {
    await tx.query('DELETE FROM ended_tokens WHERE expires_at < ? LIMIT ?', [
      this.clock.now(),
      REMOVED_TOGETHER,
    ]);
  }
}

async function endedOf(tx: EntityManager, { id }: UserIds): Promise<number> {
  const [row]: { count: number | string }[] = await tx.query(
    'SELECT COUNT(*) AS count FROM ended_tokens WHERE user_id = ?',
    [id],
  );
  return Number(row?.count ?? 0);
}
