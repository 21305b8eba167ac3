import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import type { UserIds } from '../signed-in-user.js';
import { UserEntity } from '../user.entity.js';
import { recoveryDigest } from './one-time-codes.js';
import { RecoveryCodeEntity, SecondFactorEntity } from './second-factor.entity.js';

/** Reads and writes second factors and their codes for recovery. */
@Injectable()
export class SecondFactorRepository {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** A user's factor, confirmed or not; null: there is none. */
  find(tx: EntityManager, { id: userId }: UserIds): Promise<SecondFactorEntity | null> {
    return tx.getRepository(SecondFactorEntity).findOneBy({ userId });
  }

  /** How many codes for recovery a user has left. */
  codesLeft(tx: EntityManager, { id: userId }: UserIds): Promise<number> {
    return tx.getRepository(RecoveryCodeEntity).countBy({ userId });
  }

  /** Puts a secret that is not confirmed in the place of another such; the caller holds the user's row. */
  async put(tx: EntityManager, { id: userId }: UserIds, sealedSecret: string): Promise<void> {
    const row = { userId, sealedSecret, lastCounter: '0', confirmedAt: null };
    const createdAt = this.clock.now();
    await tx.getRepository(SecondFactorEntity).upsert({ ...row, createdAt }, ['userId']);
  }

  /** Notes the code that was used; false when it, or a later one, was used before. */
  async useCounter(tx: EntityManager, { id }: UserIds, counter: number): Promise<boolean> {
    const query = tx.getRepository(SecondFactorEntity).createQueryBuilder().update();
    const { affected } = await query
      .set({ lastCounter: String(counter) })
      .where('user_id = :id AND last_counter < :counter', { id, counter })
      .execute();
    return affected === 1;
  }

  /** Has the factor be asked for from now on; the caller holds the user's row. */
  async confirm(tx: EntityManager, { id }: UserIds): Promise<void> {
    const now = this.clock.now();
    await tx.getRepository(SecondFactorEntity).update({ userId: id }, { confirmedAt: now });
    await tx.getRepository(UserEntity).update({ id }, { secondFactorSince: now });
  }

  /** Removes a code for recovery; false when a user has none such, or it was used a moment before. */
  async useRecoveryCode(tx: EntityManager, { id: userId }: UserIds, code: string) {
    const where = { userId, digest: recoveryDigest(code) };
    const { affected } = await tx.getRepository(RecoveryCodeEntity).delete(where);
    return affected === 1;
  }

  /** Gives a user these codes for recovery, and no others. */
  async putRecoveryCodes(tx: EntityManager, { id: userId }: UserIds, codes: readonly string[]) {
    const repository = tx.getRepository(RecoveryCodeEntity);
    await repository.delete({ userId });
    await repository.insert(codes.map((code) => ({ userId, digest: recoveryDigest(code) })));
  }

  /** Removes a user's factor and codes; false when no factor was confirmed. The caller holds the user's row. */
  async remove(tx: EntityManager, { id }: UserIds): Promise<boolean> {
    const factors = tx.getRepository(SecondFactorEntity);
    const factor = await factors.findOneBy({ userId: id });
    await factors.delete({ userId: id });
    await tx.getRepository(RecoveryCodeEntity).delete({ userId: id });
    await tx.getRepository(UserEntity).update({ id }, { secondFactorSince: null });
    return factor !== null && factor.confirmedAt !== null;
  }
}
