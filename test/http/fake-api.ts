import { Writable } from 'node:stream';
import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Logger,
  type LoggerService,
  Module,
  Post,
  Query,
  type Type,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { IsInt, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { Type as As } from 'class-transformer';
import { readSettings } from '../../config/settings.js';
import { configureHttp, httpAdapter } from '../../src/http/http-app.js';
import { LooseBody } from '../../src/http/bodies/loose-body.js';
import { makeLogger, nestLogger } from '../../src/http/logging.js';
import { ForwardedWatch } from '../../src/http/forwarded-watch.js';
import { Metrics } from '../../src/http/health/metrics.service.js';
import { PageQuery, readPage } from '../../src/http/page.js';
import { IdParam, OrderNoParam } from '../../src/http/params.js';
import { Problem } from '../../src/kernel/problem.js';
import { Client } from '../support/client.js';

class LineDto {
  @IsInt()
  @Min(1)
  @Max(99)
  count!: number;
}

class CartDto {
  @IsOptional()
  @IsInt()
  skuId?: number;

  @IsOptional()
  @ValidateNested({ each: true })
  @As(() => LineDto)
  lines?: LineDto[];
}

const IMPOSTOR = { skuId: 4, stock: 3, status: 200, type: 'about:' };

/** What handlers of this API do wrong, on request. */
const THROWN: Readonly<Record<string, () => unknown>> = {
  conflict: () => new Problem('not-enough-stock', { skuId: 4, stock: 3 }),
  impostor: () => new Problem('not-enough-stock', IMPOSTOR),
  unavailable: () => new Problem('overloaded', {}, { retryAfterSeconds: 7 }),
  unauthenticated: () => new Problem('sign-in-required'),
  hint: () => new Problem('alipay-answer-unverified', { hint: { en: 'Look.', zh: '请看。' } }),
  bug: () => new TypeError('the password of root is hunter2'),
  text: () => 'thrown text',
  nothing: () => undefined,
  deadlock: () => Object.assign(new Error('Deadlock found'), { errno: 1213 }),
  queue: () => new Error('Queue limit reached.'),
  leak: () =>
    Object.assign(new Error('QueryFailedError'), { sql: 'INSERT 13800000000', parameters: ['s3'] }),
};

@Controller('fake')
export class FakeController {
  @Post('cart')
  cart(@Body() body: CartDto): unknown {
    return body;
  }

  @Delete('cart')
  @HttpCode(204)
  clear(): void {}

  @Post('form')
  @LooseBody()
  form(@Body() body: unknown): unknown {
    return body;
  }

  @Get('list')
  list(@Query() query: PageQuery): unknown {
    return readPage(query);
  }

  @Get('throw')
  throw(@Query('what') what: string): never {
    new Logger('Fake').log({ password: 'p4ss', orderNo: '1' }, 'about to throw');
    throw THROWN[what]?.();
  }

  @Get('orders/:orderNo')
  order(@OrderNoParam() orderNo: string): unknown {
    return { orderNo };
  }

  @Get('skus/:id')
  sku(@IdParam('id') id: number): unknown {
    return { id };
  }
}

/** A listening server with the HTTP floor and made-up routes, and what it logged. */
export interface FakeApi {
  readonly app: NestFastifyApplication;
  readonly client: Client;
  readonly url: string;
  readonly port: number;
  readonly lines: Record<string, unknown>[];
}

/** Starts a server with these controllers; it needs neither database nor Redis. */
export async function startFakeApi(
  controllers: Type[] = [FakeController],
  env: Record<string, string> = {},
): Promise<FakeApi> {
  @Module({ controllers, providers: [ForwardedWatch, Metrics] })
  class FakeModule {}
  const { app: config } = readSettings({ NODE_ENV: 'test', ...env });
  const lines: Record<string, unknown>[] = [];
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(JSON.parse(String(chunk)) as Record<string, unknown>);
      done();
    },
  });
  const pino = makeLogger('info', 'test', sink);
  const logger: LoggerService = nestLogger(pino);
  const adapter = httpAdapter(config, pino);
  const options = { logger, abortOnError: false, bodyParser: false };
  const app = await NestFactory.create<NestFastifyApplication>(FakeModule, adapter, options);
  await configureHttp(app, config);
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as { port: number };
  const url = `http://127.0.0.1:${port}`;
  return { app, client: new Client(url), url, port, lines };
}
