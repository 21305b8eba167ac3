import {
  Body,
  Controller,
  Get,
  HttpCode,
  Post,
  Query,
  Res,
  UseFilters,
  UseGuards,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentUser } from '../auth/current-user.js';
import type { SignedInUser } from '../auth/signed-in-user.js';
import { LooseBody } from '../http/bodies/loose-body.js';
import { answerNotify, Notifies, type NotifyTexts } from '../payment/notify/notifies.service.js';
import { DadashopFilter } from './dadashop.filter.js';
import { Dadashop } from './dadashop.service.js';
import type { Fields } from './fields.js';
import { HeaderTokenGuard } from './token.guard.js';

const FORGED = '非法访问';
const NOTIFY: NotifyTexts = { refused: FORGED, refusedStatus: 403, failed: 'failure' };

@ApiExcludeController()
@UseFilters(DadashopFilter)
@Controller('v1/orders')
export class DadashopController {
  constructor(
    private readonly shop: Dadashop,
    private readonly notifies: Notifies,
  ) {}

  @Get('processing')
  @UseGuards(HeaderTokenGuard)
  read(@CurrentUser() user: SignedInUser, @Query() query: Fields): Promise<object> {
    return this.shop.read(user, query);
  }

  @Post('processing')
  @LooseBody()
  @HttpCode(200)
  @UseGuards(HeaderTokenGuard)
  write(
    @CurrentUser() user: SignedInUser,
    @Query() query: Fields,
    @Body() body: unknown,
  ): Promise<object> {
    return this.shop.write(user, query, body);
  }

  @Get('success')
  async returned(@Query() query: Fields, @Res() reply: FastifyReply): Promise<void> {
    const answer = await this.shop.returned(query);
    if (answer !== null) return void reply.send(answer);
    void reply.status(403).type('text/plain; charset=utf-8').send(FORGED);
  }

  @Post('success')
  @LooseBody()
  notify(@Body() fields: unknown, @Res() reply: FastifyReply): Promise<void> {
    return answerNotify(reply, NOTIFY, () => this.notifies.take(fields));
  }
}
