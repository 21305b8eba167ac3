import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { AppConfig } from '../../../config/app.config.js';
import { AuthConfig } from '../../../config/auth.config.js';
import { AuditLog } from '../../audit/audit-log.service.js';
import { Transactions } from '../../database/transactions.js';
import { Problem } from '../../kernel/problem.js';
import { ConsoleSessions } from '../console-session/console-sessions.service.js';
import { KnownUsers } from '../known-users.js';
import { isStaff } from '../permissions.js';
import { Sessions } from '../sessions.service.js';
import type { Attempt } from '../sign-in-limits.js';
import type { SignedInUser } from '../signed-in-user.js';
import { UserRepository } from '../user.repository.js';
import { type SignIn, Users } from '../users.service.js';
import { newRecoveryCodes, newTotpSecret, totpUri } from './one-time-codes.js';
import { SealedSecrets } from './sealed-secrets.js';
import { SecondFactorRepository } from './second-factor.repository.js';
import type { EnrolmentView, SecondFactorView } from './second-factor-view.js';
import { ShownCodes } from './shown-codes.service.js';

/** What somebody shows once more, and from where. */
export interface ShownAgain extends Omit<Attempt, 'username'> {
  readonly password: string;
}

/** A factor that is asked for from now on. */
export interface ConfirmedFactor {
  readonly recoveryCodes: readonly string[];
  /** To go on with; null: the session of the request goes on. */
  readonly signIn: SignIn | null;
}

/** A user's own second factor: enrolled, confirmed, removed. */
@Injectable()
export class OwnSecondFactor {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly factors: SecondFactorRepository,
    private readonly codes: ShownCodes,
    private readonly sealed: SealedSecrets,
    private readonly users: Users,
    private readonly store: UserRepository,
    private readonly sessions: Sessions,
    private readonly consoleSessions: ConsoleSessions,
    private readonly known: KnownUsers,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
    private readonly auth: AuthConfig,
    private readonly app: AppConfig,
  ) {}

  /** Whether there is one, and whether there has to be. */
  async show(user: SignedInUser): Promise<SecondFactorView> {
    const { manager } = this.dataSource;
    const factor = await this.factors.find(manager, user);
    const isOn = factor !== null && factor.confirmedAt !== null;
    const recoveryCodesLeft = isOn ? await this.factors.codesLeft(manager, user) : 0;
    const isRequired = this.auth.secondFactorRoles.includes(user.role);
    return { enabled: isOn, required: isRequired, recoveryCodesLeft };
  }

  /**
   * Makes a secret, which is asked for once a code has confirmed it; one that waits for that is replaced. Throws Problem
   * `staff-only`, `second-factor-exists`, `wrong-password`, and `too-many-attempts` as at the sign-in.
   */
  async enrol(user: SignedInUser, shown: ShownAgain): Promise<Omit<EnrolmentView, 'qrImage'>> {
    if (!isStaff(user)) throw new Problem('staff-only');
    await this.refuseSecond(this.dataSource.manager, user);
    const { username } = user;
    const hash = await this.users.provenHash({ ...shown, username, shownCode: null });
    if (hash === null) throw new Problem('wrong-password');
    const secret = newTotpSecret();
    await this.transactions.run(async (tx) => {
      await this.store.lock(tx, user.id);
      await this.refuseSecond(tx, user);
      await this.factors.put(tx, user, this.sealed.seal(secret, user.publicId));
      await this.record(tx, user, 'enrol');
    });
    return { secret, uri: totpUri(secret, this.app.shopName, username) };
  }

  /**
   * Has the factor be asked for from now on, by the first code of its secret. Ends all tokens and sessions but
   * `sessionId`: they were had for a password alone. Throws Problem `no-second-factor`, `second-factor-exists` and
   * `code-refused`.
   */
  async confirm(
    user: SignedInUser,
    code: string,
    sessionId: string | null,
  ): Promise<ConfirmedFactor> {
    const recoveryCodes = newRecoveryCodes();
    await this.transactions.run(async (tx) => {
      await this.store.lock(tx, user.id);
      await this.refuseSecond(tx, user);
      if ((await this.factors.find(tx, user)) === null) throw new Problem('no-second-factor');
      if (!(await this.codes.useTotp(tx, user, code))) throw new Problem('code-refused');
      await this.factors.confirm(tx, user);
      await this.factors.putRecoveryCodes(tx, user, recoveryCodes);
      await this.sessions.endAllIn(tx, user);
      if (sessionId !== null) await this.consoleSessions.keepIn(tx, user, sessionId);
      await this.record(tx, user, 'confirm');
    });
    this.known.forget(user.publicId);
    return { recoveryCodes, signIn: sessionId === null ? await this.signInOf(user) : null };
  }

  /** Other codes for recovery; the old ones are over. Throws Problem as {@link remove}. */
  async renewCodes(
    user: SignedInUser,
    code: string,
    shown: ShownAgain,
  ): Promise<readonly string[]> {
    await this.proveAgain(user, code, shown);
    const recoveryCodes = newRecoveryCodes();
    await this.transactions.run(async (tx) => {
      await this.store.lock(tx, user.id);
      if (!(await this.isOn(tx, user))) throw new Problem('no-second-factor');
      await this.factors.putRecoveryCodes(tx, user, recoveryCodes);
      await this.record(tx, user, 'renew-codes');
    });
    return recoveryCodes;
  }

  /**
   * No code is asked for any more. Throws Problem `no-second-factor`, `wrong-password`, `code-refused`, and
   * `too-many-attempts` as at the sign-in.
   */
  async remove(user: SignedInUser, code: string, shown: ShownAgain): Promise<void> {
    await this.proveAgain(user, code, shown);
    await this.transactions.run(async (tx) => {
      await this.store.lock(tx, user.id);
      if (!(await this.factors.remove(tx, user))) throw new Problem('no-second-factor');
      await this.record(tx, user, 'remove');
    });
    this.known.forget(user.publicId);
  }

  private async proveAgain(user: SignedInUser, code: string, shown: ShownAgain): Promise<void> {
    if (!(await this.isOn(this.dataSource.manager, user))) throw new Problem('no-second-factor');
    const { username, origin } = user;
    await this.users.proveAgain({ ...shown, username, shownCode: { code, origin } });
  }

  private async refuseSecond(tx: EntityManager, user: SignedInUser): Promise<void> {
    if (await this.isOn(tx, user)) throw new Problem('second-factor-exists');
  }

  private async isOn(tx: EntityManager, user: SignedInUser): Promise<boolean> {
    const factor = await this.factors.find(tx, user);
    return factor !== null && factor.confirmedAt !== null;
  }

  private async signInOf({ publicId }: SignedInUser): Promise<SignIn> {
    const account = await this.store.byPublicId(publicId);
    if (account === null) throw new Problem('invalid-token');
    return this.users.signInAs(account);
  }

  private record(tx: EntityManager, user: SignedInUser, act: string): Promise<void> {
    const object = { kind: 'person', id: user.publicId };
    return this.audit.write(tx, user, { action: `second-factor.${act}`, object });
  }
}
