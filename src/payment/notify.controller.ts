import { Body, Controller, Header, HttpCode, Logger, Post, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiOperation,
  ApiProduces,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { NotifyService } from './notify.service.js';

@ApiTags('alipay')
@Controller('api/v1/alipay')
export class NotifyController {
  private readonly logger = new Logger(NotifyController.name);

  constructor(private readonly notifies: NotifyService) {}

  @Post('notify')
  @HttpCode(200)
  @Header('content-type', 'text/plain; charset=utf-8')
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
    example: 'success',
  })
  @ApiResponse({
    status: 503,
    description: 'Nothing was recorded; it is to be sent again',
    example: 'failure',
  })
  async take(
    @Body() fields: Record<string, unknown> | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    try {
      const outcome = await this.notifies.take(fields ?? {});
      return outcome === 'recorded' ? 'success' : 'failure';
    } catch (error) {
      this.logger.error(error, 'a notify could not be recorded');
      void reply.status(503);
      return 'failure';
    }
  }
}
