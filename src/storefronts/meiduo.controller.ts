import { Controller, Get, Put, Query, Res, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentUser } from '../auth/current-user.js';
import type { SignedInUser } from '../auth/signed-in-user.js';
import { LooseBody } from '../http/bodies/loose-body.js';
import { OrderNoParam } from '../http/params.js';
import type { Fields } from './fields.js';
import { MeiduoApiFilter, MeiduoPagesFilter } from './meiduo.filter.js';
import { Meiduo } from './meiduo.service.js';
import { payAnswer } from './meiduo.wire.js';
import { HeaderTokenGuard, PageTokenGuard } from './token.guard.js';

/** meiduo's server pages (contract B). */
@ApiExcludeController()
@UseFilters(MeiduoPagesFilter)
@Controller('payment')
export class MeiduoPagesController {
  constructor(private readonly shop: Meiduo) {}

  @Get('status')
  async status(@Query() query: Fields, @Res() reply: FastifyReply): Promise<void> {
    const { status, body } = await this.shop.statusPage(query);
    const type = status === 200 ? 'text/html' : 'text/plain';
    void reply.status(status).type(`${type}; charset=utf-8`).send(body);
  }

  @Get(':orderNo')
  @UseGuards(PageTokenGuard)
  async pay(@CurrentUser() user: SignedInUser, @OrderNoParam() orderNo: string): Promise<object> {
    return payAnswer(await this.shop.payUrl(user, orderNo));
  }
}

/** meiduo's separate front end (contract C). */
@ApiExcludeController()
@UseFilters(MeiduoApiFilter)
@Controller()
export class MeiduoApiController {
  constructor(private readonly shop: Meiduo) {}

  @Get('orders/:orderNo/payment')
  @UseGuards(HeaderTokenGuard)
  async pay(@CurrentUser() user: SignedInUser, @OrderNoParam() orderNo: string): Promise<object> {
    return { alipay_url: await this.shop.apiPayUrl(user, orderNo) };
  }

  @Put('payment/status')
  @LooseBody()
  async status(@Query() query: Fields, @Res() reply: FastifyReply): Promise<void> {
    const { status, body } = await this.shop.tradeNumber(query);
    void reply.status(status).send(body);
  }
}
