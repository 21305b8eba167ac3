/**
 * Owns the notes by which processes tell that they run.
 * Promises that nothing but the doctor's word rests on them.
 */
import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AppConfig } from '../../config/app.config.js';
import { ForwardedWatch } from '../http/forwarded-watch.js';
import { HttpModule } from '../http/http.module.js';
import { SightingEntity } from './sighting.entity.js';
import { PRESENCE, Presence, type PresenceKind } from './presence.service.js';

const NOTHING_MORE = { kind: 'worker', more: () => ({}) } as const;

@Module({ imports: [TypeOrmModule.forFeature([SightingEntity])] })
export class PresenceModule {
  /** The notes of an HTTP process, which also tell how many proxies its requests name. */
  static ofApi(): DynamicModule {
    const presence = {
      provide: PRESENCE,
      inject: [AppConfig, ForwardedWatch],
      useFactory: ({ proxies }: AppConfig, watch: ForwardedWatch): PresenceKind => ({
        kind: 'api',
        more: () => ({ proxies, forwarded: watch.facts() }),
      }),
    };
    return { module: PresenceModule, imports: [HttpModule], providers: [presence, Presence] };
  }

  /** The notes of a background process. */
  static ofWorker(): DynamicModule {
    const presence = { provide: PRESENCE, useValue: NOTHING_MORE };
    return { module: PresenceModule, providers: [presence, Presence] };
  }
}
