import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Queue } from 'bull';
import { AppConfig } from '../../../config/app.config.js';
import { RedisConfig } from '../../../config/redis.config.js';
import { handleRejections } from '../../database/redis.js';
import { bullOptions, WAKE_QUEUE } from '../../events/waking/bull-options.js';
import { Problem } from '../../kernel/problem.js';
import { type BoardAnswer, loadBoard, staticFolder } from './board-package.js';
import { boardPage } from './board-page.js';
import { BoardRoutes } from './board-routes.js';

/** Where the board stands; below it, whatever its page loads. */
export const BOARD_PATH = '/console/queues/';

/** A queue changes by the second, and a person looks: it is asked so often, in seconds. */
const LOOK_EVERY_SECONDS = 10;

interface Board {
  readonly queue: Queue;
  readonly routes: BoardRoutes;
  readonly page: string;
  readonly folder: string;
  readonly files: ReadonlySet<string>;
}

/** Shows Bull's queues by bull-board, to be looked at and not changed. Connects to Redis when somebody looks first. */
@Injectable()
export class QueueBoard implements OnApplicationShutdown {
  private readonly logger = new Logger(QueueBoard.name);
  private board: Board | null = null;

  constructor(
    private readonly app: AppConfig,
    private readonly redis: RedisConfig,
  ) {}

  /** The board's page. Throws Problem `not-found` where there is no console. */
  page(): string {
    return this.open().page;
  }

  /** Answers what the page asks of `/api/…`. Throws Problem `not-found` for a path that it has not. */
  async answer(path: string, query: Readonly<Record<string, unknown>>): Promise<BoardAnswer> {
    const answer = await this.open().routes.answer(path, query);
    if (answer === null) throw new Problem('not-found');
    return answer;
  }

  /** A file of the page. Throws Problem `not-found` for a name that is none of its files. */
  file(name: string): Promise<Buffer> {
    const { folder, files } = this.open();
    if (!files.has(name)) throw new Problem('not-found');
    return readFile(join(folder, name));
  }

  /** Bull ends no client that was made for it, and this one waits for nothing. */
  onApplicationShutdown(): void {
    this.board?.queue.client.disconnect();
  }

  private open(): Board {
    if (!this.app.console) throw new Problem('not-found');
    this.board ??= this.make();
    return this.board;
  }

  private make(): Board {
    const { Bull, api, adapter, uiPath } = loadBoard();
    const queue = new Bull(WAKE_QUEUE, bullOptions(this.redis));
    // Without a listener a connection that breaks would end the process.
    queue.on('error', (error) =>
      this.logger.warn({ err: error }, 'the queues cannot be looked at'),
    );
    handleRejections(queue.client);
    const routes = new BoardRoutes();
    api.createBullBoard({
      queues: [new adapter.BullAdapter(queue, { readOnlyMode: true })],
      serverAdapter: routes,
      options: {
        uiBasePath: uiPath,
        uiConfig: {
          boardTitle: 'Queues',
          pollingInterval: { showSetting: false, forceInterval: LOOK_EVERY_SECONDS },
        },
      },
    });
    const folder = staticFolder(uiPath);
    const template = readFileSync(join(uiPath, 'dist', 'index.ejs'), 'utf8');
    const page = { template, basePath: BOARD_PATH, title: 'Queues', config: routes.config };
    return { queue, routes, page: boardPage(page), folder, files: filesIn(folder) };
  }
}

/** All files under a folder, by their paths from it with `/`. */
function filesIn(folder: string): ReadonlySet<string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => relative(folder, join(parentPath, name)));
  return new Set(paths.map((path) => path.split(sep).join('/')));
}
