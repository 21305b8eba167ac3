import { Controller, Get, Header, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AppConfig } from '../../config/app.config.js';
import { BuyerReturns } from '../payment/notify/buyer-returns.service.js';
import { resultPage, waysOn } from './result-page.js';

@ApiTags('alipay')
@Controller('api/v1/alipay')
export class ReturnController {
  constructor(
    private readonly returns: BuyerReturns,
    private readonly config: AppConfig,
  ) {}

  @Get('return')
  @Header('content-type', 'text/html; charset=utf-8')
  @ApiOperation({
    summary: 'The page a buyer comes back to from Alipay',
    description:
      'The redirect proves nothing: Alipay is asked, and the page refreshes itself until the answer is known.',
  })
  @ApiProduces('text/html')
  @ApiResponse({
    status: 200,
    description: 'The result page',
    content: { 'text/html': { schema: { type: 'string' }, example: '<!doctype html>…支付成功…' } },
  })
  @ApiResponse({
    status: 403,
    description:
      'The address was not signed by Alipay: a page that says nothing of the payment and leads to the order',
    content: {
      'text/html': {
        schema: { type: 'string' },
        example: '<!doctype html>…请在订单中查看付款结果…',
      },
    },
  })
  async showReturnPage(
    @Query() query: Record<string, unknown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const result = await this.returns.look(query);
    void reply.status(result.known === 'forged' ? 403 : 200);
    const orderNo = result.known === 'forged' ? result.orderNo : null;
    return resultPage(result, waysOn(this.config, orderNo));
  }
}
