import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';
import type { Role } from './permissions.js';

/** Somebody who can sign in, here or at the external issuer. */
@Entity('users')
export class UserEntity {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true })
  id!: number;

  @Column({ name: 'public_id', type: 'varchar', length: 36 })
  publicId!: string;

  /** Only tokens of this version count. */
  @Column({ name: 'token_version', type: 'int', unsigned: true })
  tokenVersion!: number;

  /** Tokens of another issuer from before this instant are over; null: none is. */
  @InstantColumn({ name: 'signed_out_at', nullable: true })
  signedOutAt!: Date | null;

  @Column({ type: 'varchar', length: 64 })
  username!: string;

  /** What names that look alike have in common; null: the row was written by hand, or by a version that knew of none. */
  @Column({ name: 'name_skeleton', type: 'varchar', length: 64, nullable: true })
  nameSkeleton!: string | null;

  @Column({ name: 'password_hash', type: 'varchar', length: 255, nullable: true })
  passwordHash!: string | null;

  @Column({ type: 'varchar', length: 16 })
  role!: Role;

  @Column({ name: 'external_subject', type: 'varchar', length: 255, nullable: true })
  externalSubject!: string | null;

  /** Since when nobody signs in so; null: somebody may. */
  @InstantColumn({ name: 'disabled_at', nullable: true })
  disabledAt!: Date | null;

  /** The password was made for them, and whoever made it has seen it. */
  @Column({ name: 'must_change_password', type: 'boolean' })
  mustChangePassword!: boolean;

  /** Since when a second factor is asked for; null: there is none that was confirmed. */
  @InstantColumn({ name: 'second_factor_since', nullable: true })
  secondFactorSince!: Date | null;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;
}
