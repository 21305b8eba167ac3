import { Inject, Injectable } from '@nestjs/common';
import { AlipayConfig } from '../../config/alipay.config.js';
import { AppConfig } from '../../config/app.config.js';
import { DatabaseConfig } from '../../config/database.config.js';
import { RedisConfig } from '../../config/redis.config.js';
import { StorefrontsConfig } from '../../config/storefronts.config.js';
import { ForwardedWatch } from '../http/forwarded-watch.js';
import { AgreedClock, CLOCK, type Clock, systemClock } from '../kernel/clock.js';
import { systemResolver } from '../webhooks/endpoints/destinations.service.js';
import { type Examined, examine } from './examination.js';
import type { DoctorReport } from './report.js';

/** Examines the installation from within a process of it. */
@Injectable()
export class DoctorService {
  private running: Promise<DoctorReport> | null = null;

  constructor(
    private readonly app: AppConfig,
    private readonly alipay: AlipayConfig,
    private readonly database: DatabaseConfig,
    private readonly redis: RedisConfig,
    private readonly storefronts: StorefrontsConfig,
    private readonly forwarded: ForwardedWatch,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Looks at everything; who asks while it is under way gets the same report. */
  report(): Promise<DoctorReport> {
    this.running ??= this.look().finally(() => (this.running = null));
    return this.running;
  }

  private look(): Promise<DoctorReport> {
    const { app, alipay, database, redis, storefronts } = this;
    // What is examined is the machine: the clock that follows the database's would hide what is wrong with its own.
    const clock = this.clock instanceof AgreedClock ? systemClock : this.clock;
    const settings: Examined = { app, alipay, database, redis, storefronts };
    const facts = {
      node: process.version,
      pool: database.poolSize,
      proxies: app.proxies,
      forwarded: this.forwarded.facts(),
    };
    const self = [{ kind: 'api', facts }] as const;
    return examine(settings, { clock, resolve: systemResolver, self });
  }
}
