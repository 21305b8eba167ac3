/**
 * Owns the look at a whole installation: what is set up wrongly, by what it was seen, and what somebody does about it.
 * Promises to change nothing, and to be done in ten seconds.
 */
import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { HttpModule } from '../http/http.module.js';
import { DoctorController } from './doctor.controller.js';
import { DoctorService } from './doctor.service.js';
import { PresenceModule } from './presence.module.js';

@Module({
  imports: [AuthModule, HttpModule, PresenceModule.ofApi()],
  controllers: [DoctorController],
  providers: [DoctorService],
})
export class DoctorModule {}
