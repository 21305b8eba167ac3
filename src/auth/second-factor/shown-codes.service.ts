import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../../audit/audit-log.service.js';
import type { RequestOrigin } from '../../audit/request-origin.js';
import { Transactions } from '../../database/transactions.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import type { UserIdentity } from '../signed-in-user.js';
import { counterOfCode, isTotpForm } from './one-time-codes.js';
import { SealedSecrets } from './sealed-secrets.js';
import { SecondFactorRepository } from './second-factor.repository.js';

/** A code that somebody shows, and from where. */
export interface ShownCode {
  readonly code: string;
  readonly origin: RequestOrigin;
}

/** Checks codes of second factors. Each counts once, however many requests show it at the same time. */
@Injectable()
export class ShownCodes {
  private readonly logger = new Logger(ShownCodes.name);

  constructor(
    private readonly factors: SecondFactorRepository,
    private readonly sealed: SealedSecrets,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Whether a code of the app, or one for recovery, is right; it is used up by that. */
  use(user: UserIdentity, { code: typed, origin }: ShownCode): Promise<boolean> {
    const code = typed.replace(/\s/g, '');
    return this.transactions.run(async (tx) => {
      const factor = await this.factors.find(tx, user);
      if (factor === null || factor.confirmedAt === null) return false;
      if (isTotpForm(code)) return this.useTotp(tx, user, code);
      if (!(await this.factors.useRecoveryCode(tx, user, code))) return false;
      await this.audit.write(
        tx,
        { ...user, origin },
        {
          action: 'second-factor.recover',
          object: { kind: 'person', id: user.publicId },
          after: { left: await this.factors.codesLeft(tx, user) },
        },
      );
      return true;
    });
  }

  /** {@link use} in the caller's transaction, for codes of the app alone, confirmed or not. */
  async useTotp(tx: EntityManager, user: UserIdentity, code: string): Promise<boolean> {
    const factor = await this.factors.find(tx, user);
    if (factor === null) return false;
    const secret = this.sealed.open(factor.sealedSecret, user.publicId);
    if (secret === null) {
      this.logger.warn(
        { user: user.publicId },
        'a second factor cannot be decrypted: SECOND_FACTOR_SECRET or JWT_SECRET is another one by now',
      );
      return false;
    }
    const counter = counterOfCode(secret, code, this.clock.now());
    return counter !== null && this.factors.useCounter(tx, user, counter);
  }
}
