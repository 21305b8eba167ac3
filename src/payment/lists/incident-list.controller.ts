import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentUser } from '../../auth/current-user.js';
import { Needs } from '../../auth/needs.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { csvAnswer } from '../../http/csv-download.js';
import { FileLanguage } from '../../http/file-language.js';
import { SpokenLanguage } from '../../http/language.js';
import { INVALID_FILTER } from '../../http/list-query.js';
import { listPart } from '../../http/listing.js';
import { pageOf } from '../../http/openapi/page-example.js';
import type { Page } from '../../http/page.js';
import type { Language } from '../../kernel/words.js';
import { INCIDENT } from '../incidents/incidents.examples.js';
import { incidentIn, IncidentPage, type IncidentView } from '../incidents/incident-view.js';
import { Exports } from './exports.service.js';
import { INCIDENT_COLUMNS } from './money-csv.js';
import { IncidentExportQuery, IncidentListQuery } from './money-lists.dto.js';
import { MoneyLists } from './money-lists.service.js';

@ApiTags('incidents')
@Controller('api/v1/incidents')
export class IncidentListController {
  constructor(
    private readonly lists: MoneyLists,
    private readonly exports: Exports,
  ) {}

  @Needs('incidents.read')
  @Get()
  @ApiOperation({
    summary: 'List incidents of all orders (staff)',
    description:
      'Money that is held for a decision, the newest first. A part may have fewer incidents than wanted, or none, and yet a `nextCursor`; only one of null says that ' +
      'there are no more.',
  })
  @ApiResponse({
    status: 200,
    description: 'A part of them',
    type: IncidentPage,
    example: pageOf(INCIDENT),
  })
  @ApiResponse(INVALID_FILTER)
  async listIncidents(
    @Query() query: IncidentListQuery,
    @SpokenLanguage() language: Language,
  ): Promise<Page<IncidentView>> {
    const { items, nextCursor } = await listPart<IncidentExportQuery, IncidentView>(
      this.lists.incidents,
      query,
    );
    return { items: items.map((one) => incidentIn(one, language)), nextCursor };
  }

  @Needs('exports.make')
  @Get('export.csv')
  @ApiOperation({
    summary: 'Export incidents for a spreadsheet (staff)',
    description:
      'All that a list with the same filter shows, in its order. The audit log keeps who did so.',
  })
  @ApiProduces('text/csv')
  @ApiResponse(csvAnswer('编号,类型,状态'))
  @ApiResponse(INVALID_FILTER)
  exportIncidents(
    @CurrentUser() user: SignedInUser,
    @Query() query: IncidentExportQuery,
    @FileLanguage() language: Language,
  ): Promise<StreamableFile> {
    const { incidents: listing } = this.lists;
    return this.exports.download(
      user,
      { kind: 'incident', listing, columns: INCIDENT_COLUMNS, language },
      query,
    );
  }
}
