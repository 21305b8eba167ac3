import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns.js';

/** What a user's app makes codes of. */
@Entity('second_factors')
export class SecondFactorEntity {
  @PrimaryColumn({ name: 'user_id', type: 'int', unsigned: true })
  userId!: number;

  /** Encrypted; see `SealedSecrets`. */
  @Column({ name: 'sealed_secret', type: 'varchar', length: 255 })
  sealedSecret!: string;

  /** Of the code that was used last. */
  @Column({ name: 'last_counter', type: 'bigint', unsigned: true })
  lastCounter!: string;

  /** Null: no code has shown yet that the secret arrived. */
  @InstantColumn({ name: 'confirmed_at', nullable: true })
  confirmedAt!: Date | null;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;
}

/** One of the codes that help when the app is lost; it is removed when it is used. */
@Entity('recovery_codes')
export class RecoveryCodeEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true })
  id!: string;

  @Column({ name: 'user_id', type: 'int', unsigned: true })
  userId!: number;

  @Column({ type: 'char', length: 64 })
  digest!: string;
}
