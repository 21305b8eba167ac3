import { hash } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.service.js';
import { Transactions } from '../database/transactions.js';
import { Problem } from '../kernel/problem.js';
import type { NewPasswordDto } from './auth.dto.js';
import { KnownUsers } from './known-users.js';
import { isStaff } from './permissions.js';
import { Sessions } from './sessions.service.js';
import type { Attempt } from './sign-in-limits.js';
import type { SignedInUser } from './signed-in-user.js';
import { UserRepository } from './user.repository.js';
import { type SignIn, Users } from './users.service.js';

/** From where somebody tries a password. */
type AttemptFrom = Omit<Attempt, 'username'>;

/** Changes passwords. */
@Injectable()
export class Passwords {
  constructor(
    private readonly users: Users,
    private readonly store: UserRepository,
    private readonly sessions: Sessions,
    private readonly known: KnownUsers,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Gives a user another password, ends all of the user's tokens and answers a new one. Throws Problem `wrong-password`
   * unless the present one was shown, also when another change came first, `same-password`, `demo-user-in-production`, and
   * `too-many-attempts` as at the sign-in.
   */
  async change(user: SignedInUser, body: NewPasswordDto, from: AttemptFrom): Promise<SignIn> {
    const { username } = user;
    const shown = { username, password: body.currentPassword, shownCode: null, ...from };
    const passwordHash = await this.users.provenHash(shown);
    if (passwordHash === null) throw wrongPassword();
    if (body.newPassword === body.currentPassword) throw new Problem('same-password');
    this.users.refusePublished(user.username, body.newPassword);
    const newHash = await hash(body.newPassword);
    await this.transactions.run(async (tx) => {
      const isChanged = await this.store.changeHash(tx, user.id, passwordHash, newHash);
      if (!isChanged) throw wrongPassword();
      await this.sessions.endAllIn(tx, user);
      const object = { kind: 'person', id: user.publicId };
      if (isStaff(user)) await this.audit.write(tx, user, { action: 'person.password', object });
    });
    this.known.forget(user.publicId);
    const account = await this.store.byPublicId(user.publicId);
    if (account === null) throw wrongPassword();
    return this.users.signInAs(account);
  }
}

function wrongPassword(): Problem {
  return new Problem('wrong-password');
}
