import {
  Body,
  Controller,
  HttpCode,
  Patch,
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
import type { Fields } from './fields.js';
import { LuffyFilter } from './luffy.filter.js';
import { Luffy } from './luffy.service.js';
import { HeaderTokenGuard } from './token.guard.js';

const NOTIFY: NotifyTexts = { refused: 'failed', refusedStatus: 200, failed: 'failed' };

@ApiExcludeController()
@UseFilters(LuffyFilter)
@Controller('order')
export class LuffyController {
  constructor(
    private readonly shop: Luffy,
    private readonly notifies: Notifies,
  ) {}

  @Post('pay')
  @LooseBody()
  @HttpCode(200)
  @UseGuards(HeaderTokenGuard)
  pay(@CurrentUser() user: SignedInUser, @Body() body: unknown): Promise<object> {
    return this.shop.pay(user, body);
  }

  @Patch('success')
  @LooseBody()
  returned(@Query() query: Fields): Promise<object> {
    return this.shop.returned(query);
  }

  @Post('success')
  @LooseBody()
  notify(@Body() fields: unknown, @Res() reply: FastifyReply): Promise<void> {
    return answerNotify(reply, NOTIFY, () => this.notifies.take(fields));
  }
}
