import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiResponse, ApiTags } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { AuditEntryList, type AuditEntryView } from '../../audit/audit-entry-view.js';
import { type AuditFilter, AuditTrail } from '../../audit/audit-trail.service.js';
import { says } from '../../http/field-words.js';
import { Instant } from '../../http/instant.js';
import { type Page, PageQuery, readPage } from '../../http/page.js';
import { invalidInput } from '../../http/refusal.js';
import { instantIn } from '../../kernel/instants.js';
import { Needs } from '../needs.js';

const INSTANT =
  /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;
const INSTANT_WORDS = {
  en: '$property must be an instant as 2026-11-21T09:00:00+08:00',
  zh: '$property 须为形如 2026-11-21T09:00:00+08:00 的时刻',
};
const WHO_WORDS = { en: 'who must be a user name', zh: 'who 须为用户名' };
const WHAT_WORDS = {
  en: 'what must be an act as refund.approve',
  zh: 'what 须为形如 refund.approve 的操作',
};
const OBJECT_WORDS = { en: 'object must be as refund:12', zh: 'object 须形如 refund:12' };
const INVALID = invalidInput('what', WHAT_WORDS.en);
const ENTRY = {
  id: '4711',
  at: '2026-11-22T09:31:00+08:00',
  who: 'alice',
  role: 'finance',
  via: 'console',
  address: '203.0.113.7',
  requestId: '0b6f2c1e-6a53-4d0c-9d3e-5f2a7c1b8e94',
  what: 'refund.approve',
  object: { kind: 'refund', id: '12' },
  before: { state: 'REQUESTED', amount: '10.00' },
  after: { state: 'PROCESSING' },
  reason: null,
};

/** Which entries are wanted. */
class AuditQuery extends PageQuery {
  @ApiPropertyOptional({ example: 'alice', description: 'Who did it, by name' })
  @IsOptional()
  @Matches(/^[^\p{C}]{1,64}$/u, says(WHO_WORDS))
  who?: string;

  @ApiPropertyOptional({ example: 'refund.approve', description: 'What was done' })
  @IsOptional()
  @Matches(/^[a-z_-]{1,20}\.[a-z_-]{1,20}$/, says(WHAT_WORDS))
  what?: string;

  @ApiPropertyOptional({ example: 'refund:12', description: 'To what: its kind and id' })
  @IsOptional()
  @Matches(/^[a-z_-]{1,24}:[^\p{C}]{1,128}$/u, says(OBJECT_WORDS))
  object?: string;

  @ApiPropertyOptional({ example: '2026-11-21T00:00:00+08:00', description: 'From then on' })
  @IsOptional()
  @Instant((text) => INSTANT.test(text), INSTANT_WORDS)
  from?: string;

  @ApiPropertyOptional({ example: '2026-11-22T00:00:00+08:00', description: 'Before then' })
  @IsOptional()
  @Instant((text) => INSTANT.test(text), INSTANT_WORDS)
  to?: string;
}

function filterOf({ who, what, object, from, to }: AuditQuery): AuditFilter {
  return {
    who: who ?? null,
    what: what ?? null,
    object: object === undefined ? null : objectIn(object),
    from: from === undefined ? null : instantIn(from),
    to: to === undefined ? null : instantIn(to),
  };
}

function objectIn(text: string): AuditFilter['object'] {
  const colon = text.indexOf(':');
  return { kind: text.slice(0, colon), id: text.slice(colon + 1) };
}

@ApiTags('audit')
@Controller('api/v1/audit')
export class AuditController {
  constructor(private readonly trail: AuditTrail) {}

  @Needs('audit.read')
  @Get()
  @ApiOperation({
    summary: 'List what the staff did',
    description:
      'Each write of the staff, and each route that somebody of it was refused (`route.refuse`).',
  })
  @ApiResponse({
    status: 200,
    description: 'The newest first',
    type: AuditEntryList,
    example: { items: [ENTRY], nextCursor: null },
  })
  @ApiResponse(INVALID)
  listAudit(@Query() query: AuditQuery): Promise<Page<AuditEntryView>> {
    return this.trail.list(filterOf(query), readPage(query));
  }
}
