import { ApiSchema } from '@nestjs/swagger';
import {
  ApiFacts,
  ApiInstant,
  ApiOneOf,
  ApiPart,
  ApiText,
  pageOfClass,
} from '../http/openapi/api-members.js';
import { toRfc3339 } from '../kernel/shanghai-time.js';
import type { AuditEntryEntity } from './audit-entry.entity.js';
import type { Via } from './request-origin.js';

type Facts = Readonly<Record<string, unknown>>;

/** What an entry is about, on the wire. */
@ApiSchema({ name: 'AuditObject' })
export class AuditObjectView {
  @ApiText() readonly kind!: string;
  @ApiText({ description: 'As the API names it' }) readonly id!: string;
}

/** What a member of the staff did, on the wire. */
@ApiSchema({ name: 'AuditEntry' })
export class AuditEntryView {
  @ApiText() readonly id!: string;
  @ApiInstant() readonly at!: string;
  @ApiText({ description: 'The name as it was then' }) readonly who!: string;
  @ApiText({ description: 'The role as it was then; `cli`: the command line' })
  readonly role!: string;
  @ApiOneOf('AuditVia', ['api', 'console', 'cli']) readonly via!: Via;
  @ApiText({ nullable: true }) readonly address!: string | null;
  @ApiText({ nullable: true, description: 'As the log names the request' })
  readonly requestId!: string | null;
  @ApiText({ description: 'Kind of object and act: `refund.approve`' }) readonly what!: string;
  @ApiPart(() => AuditObjectView) readonly object!: AuditObjectView;
  @ApiFacts({ nullable: true, description: 'What was changed, as it was' })
  readonly before!: Facts | null;
  @ApiFacts({ nullable: true, description: 'The same as it was afterwards' })
  readonly after!: Facts | null;
  @ApiText({ nullable: true, description: 'Why' }) readonly reason!: string | null;
}

/** A part of the log. */
export const AuditEntryList = pageOfClass('AuditEntryList', AuditEntryView);

/** An entry on the wire. Pure. */
export function auditEntryView(row: AuditEntryEntity): AuditEntryView {
  return {
    id: row.id,
    at: toRfc3339(row.at),
    who: row.username,
    role: row.role,
    via: row.via,
    address: row.address,
    requestId: row.requestId,
    what: row.action,
    object: { kind: row.objectKind, id: row.objectId },
    before: row.before as Facts | null,
    after: row.after as Facts | null,
    reason: row.reason,
  };
}
