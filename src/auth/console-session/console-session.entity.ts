import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns.js';

/** A sign-in of somebody at the console. */
@Entity('console_sessions')
export class ConsoleSessionEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true })
  id!: string;

  /** Of what the cookie holds, which is kept nowhere. */
  @Column({ type: 'char', length: 64 })
  digest!: string;

  @Column({ name: 'user_id', type: 'int', unsigned: true })
  userId!: number;

  /** Of the user's tokens: with another one this is over as well. */
  @Column({ name: 'token_version', type: 'int', unsigned: true })
  tokenVersion!: number;

  @Column({ type: 'varchar', length: 64 })
  address!: string;

  @Column({ name: 'user_agent', type: 'varchar', length: 200 })
  userAgent!: string;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;

  /** To the minute. */
  @InstantColumn({ name: 'seen_at' })
  seenAt!: Date;

  /** Its end, however much it is used. */
  @InstantColumn({ name: 'expires_at' })
  expiresAt!: Date;
}
