import { randomUUID } from 'node:crypto';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, Repository } from 'typeorm';
import { DatabaseConfig } from '../../config/database.config.js';
import { deleteBatch } from '../database/delete-batch.js';
import { type Loop, startLoop } from '../events/waking/loop.js';
import { CLOCK, type Clock, plusMs } from '../kernel/clock.js';
import { SightingEntity } from './sighting.entity.js';
import { type Sighting, SIGHTING_EVERY_MS, type SightingFacts } from './sightings.js';

/** Injection token of what a process is and tells of itself beside what all tell. */
export const PRESENCE = Symbol('Presence');

/** What a process is, and what it adds. */
export interface PresenceKind {
  readonly kind: Sighting['kind'];
  more(): Partial<SightingFacts>;
}

const KEPT_MS = 86_400_000;
/** What is a day old need not be gone at once: each look for it wakes the database. */
const FORGET_EVERY_MS = 3_600_000;
const FORGOTTEN_TOGETHER = 100;

/**
 * Notes every twenty seconds that this process runs, so that the doctor, who may stand outside, sees who is there.
 * Nothing rests on it: what cannot be noted is left out.
 */
@Injectable()
export class Presence implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly id = randomUUID();
  private loop: Loop | null = null;
  private forgotAt: Date | null = null;

  constructor(
    @InjectRepository(SightingEntity) private readonly sightings: Repository<SightingEntity>,
    private readonly database: DatabaseConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PRESENCE) private readonly presence: PresenceKind,
  ) {}

  onApplicationBootstrap(): void {
    this.loop = startLoop(
      SIGHTING_EVERY_MS,
      () => this.noteOnce(),
      () => undefined,
    );
  }

  /** Before the database's connections end. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }

  /** Notes it now, and once in an hour forgets processes of days ago; answers 0, for there is never more to do. */
  async noteOnce(): Promise<number> {
    const now = this.clock.now();
    const { kind } = this.presence;
    const facts = { node: process.version, pool: this.database.poolSize, ...this.presence.more() };
    await this.sightings.upsert({ id: this.id, kind, facts, seenAt: now }, ['id']);
    if (this.forgotAt === null || now >= plusMs(this.forgotAt, FORGET_EVERY_MS)) {
      await this.forget(now);
    }
    return 0;
  }

  private async forget(now: Date): Promise<void> {
    const old = { seenAt: LessThan(plusMs(now, -KEPT_MS)) };
    const batch = { limit: FORGOTTEN_TOGETHER };
    const forgotten = await deleteBatch(this.sightings.manager, SightingEntity, old, batch);
    if (forgotten < FORGOTTEN_TOGETHER) this.forgotAt = now;
  }
}
