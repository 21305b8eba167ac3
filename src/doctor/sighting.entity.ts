import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';
import type { Sighting, SightingFacts } from './sightings.js';

/** A process that runs, or ran lately. */
@Entity('process_sightings')
export class SightingEntity implements Sighting {
  /** Made at random when the process starts. */
  @PrimaryColumn({ type: 'char', length: 36 })
  id!: string;

  @Column({ type: 'varchar', length: 16 })
  kind!: Sighting['kind'];

  @Column({ type: 'simple-json' })
  facts!: SightingFacts;

  @InstantColumn({ name: 'seen_at' })
  seenAt!: Date;
}
