import type { Readable } from 'node:stream';
import { Controller, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiOperation,
  ApiParam,
  ApiPropertyOptional,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { BILL_TYPES, type BillType } from '../alipay/bill-report.js';
import { CurrentUser } from '../auth/current-user.js';
import { Needs } from '../auth/needs.js';
import type { SignedInUser } from '../auth/signed-in-user.js';
import { ZipBody } from '../http/bodies/zip-body.js';
import { MayBeAbsent } from '../http/may-be-absent.js';
import { ReasonDto } from '../http/reason.js';
import { invalidInput, refusal } from '../http/refusal.js';
import { Problem } from '../kernel/problem.js';
import { BillUploads } from './days/bill-uploads.service.js';
import { BILL } from './reconciliations.examples.js';
import { BillView, Sheets } from './sheet/sheets.service.js';

const NO_SUCH_DAY = refusal({ slug: 'no-such-day', description: 'It is not over' });
const INVALID_TYPE = invalidInput('type', 'type must be one of trade, signcustomer');
const UNDER_WAY = refusal({
  slug: 'day-under-way',
  description: 'Another process is at work on that day',
});
const UNUSABLE = refusal({
  slug: 'bill-unusable',
  members: { fault: 'not-a-zip: the file is no zip' },
  description: 'It is no whole bill of that day and this account; nothing was matched',
});

/** Which bill it is, and why it is handed in: the body is the zip. */
class UploadQuery extends ReasonDto {
  @ApiPropertyOptional({
    enum: BILL_TYPES,
    example: 'trade',
    description: 'That of the trades, unless `signcustomer` says that it is the account’s log',
  })
  @MayBeAbsent()
  @IsIn(BILL_TYPES)
  type?: BillType;
}

@ApiTags('reconciliation')
@Controller('api/v1/reconciliations/:day/bill')
export class BillUploadController {
  constructor(
    private readonly uploads: BillUploads,
    private readonly sheets: Sheets,
  ) {}

  @Needs('reconciliation.run')
  @Post()
  @HttpCode(200)
  @ZipBody()
  @ApiOperation({
    summary: "Hold a day's bill that was fetched by hand against our books (staff)",
    description:
      'The zip as Alipay gives it out, `BILL_MAX_MB` at most. It is answered when the day is done; a bill that says ' +
      'the same as before changes nothing. For one of millions of lines use `npm run reconcile`.',
  })
  @ApiParam({ name: 'day', example: '2026-11-20', description: 'In China time' })
  @ApiConsumes('application/zip')
  @ApiBody({ description: 'The zip', schema: { type: 'string', format: 'binary' } })
  @ApiResponse({ status: 200, description: 'The day', type: BillView, example: BILL })
  @ApiResponse(INVALID_TYPE)
  @ApiResponse(NO_SUCH_DAY)
  @ApiResponse(UNDER_WAY)
  @ApiResponse(UNUSABLE)
  async uploadBill(
    @CurrentUser() user: SignedInUser,
    @Param('day') day: string,
    @Query() { type = 'trade', reason }: UploadQuery,
    @Req() { body }: FastifyRequest,
  ): Promise<BillView> {
    if (!isStream(body)) throw new Problem('malformed-request');
    return this.sheets.view(await this.uploads.take(user, { type, day, reason }, body));
  }
}

function isStream(body: unknown): body is Readable {
  return typeof body === 'object' && body !== null && 'pipe' in body;
}
