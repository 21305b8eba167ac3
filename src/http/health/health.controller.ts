import { Controller, Get, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { MetricsGuard } from './metrics.guard.js';
import { Metrics } from './metrics.service.js';
import { LivenessReport, Readiness, ReadinessReport, takesRequests } from './readiness.js';
import { refusal } from '../refusal.js';

const TOKEN_REQUIRED = refusal({
  slug: 'metrics-token-required',
  description:
    'The configured token was not shown; or none is configured, and a production server was not asked on its own machine',
});
const MALFORMED = refusal({ slug: 'malformed-request', description: 'It is no HTTP request' });
const READY = { status: 'ready', database: 'up', redis: 'up', cartRedis: 'up' };

@ApiTags('operations')
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  @ApiOperation({
    summary: 'Whether the process runs',
    description:
      'Asks neither the database nor Redis: a container that does not answer is to be restarted.',
  })
  @ApiResponse({
    status: 200,
    description: 'It does',
    type: LivenessReport,
    example: { status: 'live' },
  })
  @ApiResponse(MALFORMED)
  getLiveness(): LivenessReport {
    return { status: 'live' };
  }

  @Get('health/ready')
  @ApiOperation({
    summary: 'Whether the process takes requests',
    description:
      'For balancers: 503 while the process is stopping or the database takes no writes. Without Redis it stays ' +
      'ready, since Redis is the record of nothing. Answered within a few seconds.',
  })
  @ApiResponse({
    status: 200,
    description:
      'It does. `degraded` with `faults`: it takes requests, and `alipay-answers-unverified` says that Alipay’s answers do ' +
      'not verify with the key that is set up',
    type: ReadinessReport,
    example: READY,
  })
  @ApiResponse({
    status: 503,
    description: 'It is stopping, or the database is away or takes no writes',
    type: ReadinessReport,
    example: { ...READY, status: 'draining' },
  })
  @ApiResponse(MALFORMED)
  async getReadiness(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessReport> {
    const report = await this.readiness.look();
    void reply.status(takesRequests(report) ? 200 : 503);
    return report;
  }

  @Get('metrics')
  @UseGuards(MetricsGuard)
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'Figures for Prometheus',
    description:
      "What is counted is this process's own; what is owed is read from the database, so that any one process tells " +
      'it for all. Needs `METRICS_TOKEN` when it is set; without it production answers its own machine alone.',
  })
  @ApiProduces('text/plain')
  @ApiResponse({
    status: 200,
    description: 'The figures',
    content: { 'text/plain': { schema: { type: 'string' }, example: 'orders_unpaid 12' } },
  })
  @ApiResponse(TOKEN_REQUIRED)
  async getMetrics(@Res() reply: FastifyReply): Promise<void> {
    const { type, body } = await this.metrics.text();
    void reply.header('content-type', type).send(body);
  }
}
