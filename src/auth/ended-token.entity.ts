import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** A token that was ended before its time. */
@Entity('ended_tokens')
export class EndedTokenEntity {
  /** The token itself is kept nowhere. */
  @PrimaryColumn({ type: 'char', length: 64 })
  digest!: string;

  @Column({ name: 'user_id', type: 'int', unsigned: true })
  userId!: number;

  /** When the token ends of itself, and this row with it. */
  @InstantColumn({ name: 'expires_at' })
  expiresAt!: Date;
}
