import { createServer, type RequestListener, type Server } from 'node:http';
import {
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { AppConfig } from '../../../config/app.config.js';
import { Metrics } from './metrics.service.js';
import { Readiness, takesRequests } from './readiness.js';

interface Told {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const JSON_TYPE = 'application/json; charset=utf-8';

/** Tells the worker's health and figures on a port of the loopback interface, where one is configured. */
@Injectable()
export class WorkerServer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private server: Server | null = null;

  constructor(
    private readonly config: AppConfig,
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
  ) {}

  /** The port that it listens on; null when none is configured. */
  get port(): number | null {
    const address = this.server?.address() ?? null;
    return typeof address === 'object' ? (address?.port ?? null) : null;
  }

  async onApplicationBootstrap(): Promise<void> {
    const port = this.config.workerPort;
    if (port === null) return;
    const server = createServer(this.answer);
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
  }

  beforeApplicationShutdown(): void {
    this.readiness.drain();
    this.server?.close();
  }

  private readonly answer: RequestListener = (request, response) => {
    void this.told((request.url ?? '').split('?', 1)[0] ?? '').then(
      ({ status, type, body }) =>
        response.writeHead(status, { 'content-type': type, connection: 'close' }).end(body),
      () => response.writeHead(500, { connection: 'close' }).end(),
    );
  };

  private async told(address: string): Promise<Told> {
    if (address === '/metrics') return { status: 200, ...(await this.metrics.text()) };
    if (address === '/health/live') return ofStatus(200, { status: 'live' });
    if (address !== '/health/ready') return ofStatus(404, { status: 'no-such-route' });
    const report = await this.readiness.look();
    return ofStatus(takesRequests(report) ? 200 : 503, report);
  }
}

function ofStatus(status: number, body: object): Told {
  return { status, type: JSON_TYPE, body: JSON.stringify(body) };
}
