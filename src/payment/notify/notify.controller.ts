import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiOperation,
  ApiProduces,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { LooseBody } from '../../http/bodies/loose-body.js';
import { refusal } from '../../http/refusal.js';
import { answerNotify, Notifies, type NotifyTexts } from './notifies.service.js';

const TEXTS: NotifyTexts = { refused: 'failure', refusedStatus: 200, failed: 'failure' };

const TOO_LARGE = refusal({ slug: 'body-too-large', description: 'No notify is so large' });

@ApiTags('alipay')
@Controller('api/v1/alipay')
export class NotifyController {
  constructor(private readonly notifies: Notifies) {}

  @Post('notify')
  @LooseBody()
  @HttpCode(200)
  @ApiOperation({
    summary: "Take Alipay's asynchronous notify",
    description: 'Answers `success` once what it says is recorded; Alipay repeats it until then.',
  })
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiProduces('text/plain')
  @ApiBody({ schema: { type: 'object', additionalProperties: { type: 'string' } } })
  @ApiResponse({
    status: 200,
    description: '`success`, or `failure` when it is not genuine',
    content: { 'text/plain': { schema: { type: 'string' }, example: 'success' } },
  })
  @ApiResponse({
    status: 503,
    description: 'Nothing was recorded; it is to be sent again',
    content: { 'text/plain': { schema: { type: 'string' }, example: 'failure' } },
  })
  @ApiResponse(TOO_LARGE)
  receiveAlipayNotify(@Body() fields: unknown, @Res() reply: FastifyReply): Promise<void> {
    return answerNotify(reply, TEXTS, () => this.notifies.take(fields));
  }
}
