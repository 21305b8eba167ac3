import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { DataSource, Repository } from 'typeorm';
import type { SettingInForce } from '../../../config/settings-in-force.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { SETTINGS_IN_FORCE } from '../../kernel/settings-in-force.js';
import { toRfc3339 } from '../../kernel/shanghai-time.js';
import { readServer } from '../checks/facts.repository.js';
import { SightingEntity } from '../sighting.entity.js';
import { SIGHTING_GONE_MS } from '../sightings.js';
import type { SystemView } from './system-view.js';

const MOST_PROCESSES = 100;
/** Seen from `src/doctor/system/` and from `dist/src/doctor/system/`. */
const PACKAGES = ['../../../package.json', '../../../../package.json'];

/** Tells what runs here and how it is set up. Reads alone. */
@Injectable()
export class SystemFacts {
  private readonly version = ownVersion();

  constructor(
    private readonly dataSource: DataSource,
    @InjectRepository(SightingEntity) private readonly sightings: Repository<SightingEntity>,
    @Inject(SETTINGS_IN_FORCE) private readonly settings: readonly SettingInForce[],
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Versions, processes of the last day, and the settings of this process. */
  async read(): Promise<SystemView> {
    const order = { seenAt: 'DESC', id: 'ASC' } as const;
    const seen = await this.sightings.find({ order, take: MOST_PROCESSES });
    const now = this.clock.now().getTime();
    const processes = seen.map(({ id, kind, facts: { node, pool }, seenAt }) => {
      const isGone = now - seenAt.getTime() > SIGHTING_GONE_MS;
      return { id, kind, node, pool, seenAt: toRfc3339(seenAt), isGone };
    });
    const { version: database } = await readServer(this.dataSource);
    const versions = { app: this.version, node: process.version, database };
    return { versions, processes, settings: this.settings };
  }
}

function ownVersion(): string {
  const paths = PACKAGES.map((path) => join(import.meta.dirname, path));
  const path = paths.find((one) => existsSync(one));
  if (path === undefined) return '';
  const { version } = JSON.parse(readFileSync(path, 'utf8')) as { readonly version: string };
  return version;
}
