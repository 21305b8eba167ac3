/**
 * Owns the look at a whole installation: what is set up wrongly, by what it was seen, and what somebody does about it.
 * Promises to change nothing, and to be done in ten seconds.
 */
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth/auth.module.js';
import { HttpModule } from '../http/http.module.js';
import { DoctorController } from './doctor.controller.js';
import { DoctorService } from './doctor.service.js';
import { MessageDoctor } from './message-doctor.js';
import { PresenceModule } from './presence.module.js';
import { SightingEntity } from './sighting.entity.js';
import { SystemController } from './system/system.controller.js';
import { SystemFacts } from './system/system-facts.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([SightingEntity]),
    AuthModule,
    HttpModule,
    PresenceModule.ofApi(),
  ],
  controllers: [DoctorController, SystemController],
  providers: [DoctorService, MessageDoctor, SystemFacts],
})
export class DoctorModule {}
