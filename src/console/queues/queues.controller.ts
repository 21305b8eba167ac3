import { extname } from 'node:path';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Needs } from '../../auth/needs.js';
import { pagePolicy } from '../page-policy.js';
import { QueueBoard } from './queue-board.service.js';

/** The page says below which address its files stand. */
const POLICY = pagePolicy({ baseUri: "'self'", formAction: "'none'" });

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
};

/**
 * Bull's queues, looked at by bull-board behind the console's sign-in. No part of the API: the routes are those that the
 * board's own page calls, and none of them changes anything.
 */
@ApiExcludeController()
@Controller('console/queues')
export class QueuesController {
  constructor(private readonly board: QueueBoard) {}

  @Needs('settings.read')
  @Get('static/*')
  async file(@Param('*') name: string, @Res() reply: FastifyReply): Promise<void> {
    const body = await this.board.file(name);
    void reply
      .headers({ 'cache-control': 'private, max-age=3600', 'x-content-type-options': 'nosniff' })
      .type(TYPES[extname(name)] ?? 'application/octet-stream')
      .send(body);
  }

  @Needs('settings.read')
  @Get('api/*')
  async answer(
    @Param('*') path: string,
    @Query() query: Record<string, unknown>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { status = 200, body } = await this.board.answer(`/api/${path}`, query);
    void reply.status(status).header('cache-control', 'no-store').send(body);
  }

  /** One page for all addresses of the board. */
  @Needs('settings.read')
  @Get(['', '*'])
  page(@Res() reply: FastifyReply): void {
    void reply
      .headers({ 'content-security-policy': POLICY, 'cache-control': 'no-store' })
      .type('text/html; charset=utf-8')
      .send(this.board.page());
  }
}
