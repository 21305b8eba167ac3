import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { FastifyRequest } from 'fastify';
import { type EntityManager, LessThan, MoreThan, Repository } from 'typeorm';
import { AuthConfig } from '../../../config/auth.config.js';
import { AuditLog } from '../../audit/audit-log.service.js';
import { deleteBatch } from '../../database/delete-batch.js';
import { Transactions } from '../../database/transactions.js';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import { Problem } from '../../kernel/problem.js';
import { isStaff } from '../permissions.js';
import type { SignedInUser, UserIds } from '../signed-in-user.js';
import { tokenDigest } from '../token-digest.js';
import { UserEntity } from '../user.entity.js';
import { type Account, UserRepository } from '../user.repository.js';
import { ConsoleSessionEntity } from './console-session.entity.js';
import { SessionCookie } from './session-cookie.js';

/** Who signs in, and with what. */
export interface NewSession {
  readonly account: Account;
  readonly address: string;
  readonly userAgent: string;
  readonly requestId: string;
}

/** A session that was just begun; `secret` is for its cookie alone. */
export interface BegunSession {
  readonly secret: string;
  readonly csrfToken: string;
  readonly expiresAt: Date;
}

/** A session that holds, and whose it is. */
export interface FoundSession {
  readonly sessionId: string;
  readonly account: Account;
}

const SEEN_EVERY_MS = 60_000;
const REMOVED_TOGETHER = 1_000;
const MAX_USER_AGENT = 200;

/** The console's sessions: rows, so that each can be ended at once. */
@Injectable()
export class ConsoleSessions {
  constructor(
    @InjectRepository(ConsoleSessionEntity)
    private readonly sessions: Repository<ConsoleSessionEntity>,
    private readonly users: UserRepository,
    private readonly cookie: SessionCookie,
    private readonly config: AuthConfig,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Begins a session of a member of the staff. Throws Problem `staff-only`. */
  async begin({ account, address, userAgent, requestId }: NewSession): Promise<BegunSession> {
    if (!isStaff(account)) throw new Problem('staff-only');
    const secret = this.cookie.newSecret();
    const now = this.clock.now();
    const expiresAt = plusMs(now, this.config.sessionSeconds * 1_000);
    const row = {
      digest: tokenDigest(secret),
      userId: account.id,
      tokenVersion: account.tokenVersion,
      address,
      userAgent: userAgent.slice(0, MAX_USER_AGENT),
      createdAt: now,
      seenAt: now,
      expiresAt,
    };
    const origin = { via: 'console', address, requestId } as const;
    await this.transactions.run(async (tx) => {
      const expired = { expiresAt: LessThan(now) };
      await deleteBatch(tx, ConsoleSessionEntity, expired, { limit: REMOVED_TOGETHER });
      await tx.getRepository(ConsoleSessionEntity).upsert(row, ['digest']);
      await this.audit.write(
        tx,
        { ...account, origin },
        { action: 'session.begin', object: { kind: 'person', id: account.publicId } },
      );
    });
    return { secret, csrfToken: this.cookie.csrfToken(secret), expiresAt };
  }

  /**
   * The session of a request's cookie; null when it shows none that holds. Throws Problem `csrf-token-required` for a
   * write without the session's token.
   */
  async find(request: FastifyRequest): Promise<FoundSession | null> {
    const secret = this.cookie.read(request);
    if (secret === null) return null;
    const session = await this.sessions.findOneBy({ digest: tokenDigest(secret) });
    if (session === null || !this.holds(session)) return null;
    const account = await this.users.byId(session.userId);
    if (account === null || account.tokenVersion !== session.tokenVersion) return null;
    if (!isStaff(account)) return null;
    if (!this.cookie.isOwn(request, secret)) throw new Problem('csrf-token-required');
    await this.noteUse(session);
    return { sessionId: session.id, account };
  }

  /** A user's sessions that hold, the newest first. */
  async list({ id: userId }: UserIds): Promise<ConsoleSessionEntity[]> {
    const where = { userId, expiresAt: MoreThan(this.clock.now()) };
    const account = await this.users.byId(userId);
    const rows = await this.sessions.find({ where, order: { id: 'DESC' }, take: 100 });
    return rows.filter((one) => this.holds(one) && one.tokenVersion === account?.tokenVersion);
  }

  /** Ends a user's own session. Throws Problem `no-such-session`. */
  async end(user: SignedInUser, id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const where = { id, userId: user.id };
      const { affected } = await tx.getRepository(ConsoleSessionEntity).delete(where);
      if (affected !== 1) throw new Problem('no-such-session');
      await this.audit.write(tx, user, {
        action: 'session.end',
        object: { kind: 'person', id: user.publicId },
        before: { session: id },
      });
    });
  }

  /** Lets a session go on whose user's others were just ended, in the transaction that ended them. */
  async keepIn(tx: EntityManager, { id: userId }: UserIds, sessionId: string): Promise<void> {
    const users = tx.getRepository(UserEntity);
    const { tokenVersion } = await users.findOneByOrFail({ id: userId });
    const where = { id: sessionId, userId };
    await tx.getRepository(ConsoleSessionEntity).update(where, { tokenVersion });
  }

  private holds({ seenAt, expiresAt }: ConsoleSessionEntity): boolean {
    const now = this.clock.now();
    return now < expiresAt && now < plusMs(seenAt, this.config.sessionIdleSeconds * 1_000);
  }

  private async noteUse({ id, seenAt }: ConsoleSessionEntity): Promise<void> {
    const now = this.clock.now();
    if (now < plusMs(seenAt, SEEN_EVERY_MS)) return;
    await this.sessions.update({ id }, { seenAt: now });
  }
}
