import { ApiSchema } from '@nestjs/swagger';
import {
  ApiFlag,
  ApiInstant,
  ApiOneOf,
  ApiPart,
  ApiSomeOf,
  ApiText,
  pageOfClass,
} from '../../http/openapi/api-members.js';
import { toRfc3339 } from '../../kernel/shanghai-time.js';
import { DUTIES, type Duty } from '../duty.js';
import { type Permission, PERMISSIONS, PERMISSIONS_OF } from '../permissions.js';
import { type UserIdentity, userView, UserView } from '../signed-in-user.js';
import type { ConsoleSessionEntity } from './console-session.entity.js';

/** What the console knows of whoever is signed in. */
@ApiSchema({ name: 'ConsoleSession' })
export class SessionView {
  @ApiPart(() => UserView) readonly user!: UserView;
  @ApiSomeOf('Permission', PERMISSIONS) readonly permissions!: readonly Permission[];
  @ApiText({ description: 'For the header `X-CSRF-Token` of each write' })
  readonly csrfToken!: string;
  @ApiOneOf('Duty', DUTIES, {
    nullable: true,
    description: 'What has to be done before anything else is open; null: nothing',
  })
  readonly duty!: Duty | null;
}

/** One of one's own sessions. */
@ApiSchema({ name: 'ConsoleSessionInfo' })
export class SessionInfo {
  @ApiText() readonly id!: string;
  @ApiFlag({ description: 'It is the one that asks' }) readonly current!: boolean;
  @ApiText() readonly address!: string;
  @ApiText() readonly userAgent!: string;
  @ApiInstant() readonly createdAt!: string;
  @ApiInstant({ description: 'To the minute' }) readonly seenAt!: string;
  @ApiInstant() readonly expiresAt!: string;
}

/** One's own sessions. */
export const SessionList = pageOfClass('ConsoleSessionList', SessionInfo);

/** A session on the wire, for the console. Pure. */
export function sessionView(user: UserIdentity, csrfToken: string, duty: Duty | null): SessionView {
  return { user: userView(user), permissions: PERMISSIONS_OF[user.role], csrfToken, duty };
}

/** A session on the wire, for its owner. Pure. */
export function sessionInfo(row: ConsoleSessionEntity, currentId: string | null): SessionInfo {
  return {
    id: row.id,
    current: row.id === currentId,
    address: row.address,
    userAgent: row.userAgent,
    createdAt: toRfc3339(row.createdAt),
    seenAt: toRfc3339(row.seenAt),
    expiresAt: toRfc3339(row.expiresAt),
  };
}
