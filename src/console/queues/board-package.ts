import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type BullQueue from 'bull';
import type { Queue } from 'bull';

/** What a page of the board asks of one of its routes. */
export interface BoardRequest {
  readonly queues: unknown;
  readonly uiConfig: unknown;
  readonly query: Readonly<Record<string, unknown>>;
  readonly params: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, never>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a route answers; 200 where no status stands. */
export interface BoardAnswer {
  readonly status?: number;
  readonly body: unknown;
}

/** One of the board's routes, as bull-board gives them to whoever serves it. */
export interface BoardRoute {
  readonly method: string;
  /** `/api/queues/:queueName`, or more than one of these. */
  readonly route: string | readonly string[];
  handler(request: BoardRequest): BoardAnswer | Promise<BoardAnswer>;
}

/** Whom bull-board tells, when it is made, of what it serves: each method answers itself. */
export interface BoardServer {
  setQueues(queues: unknown): BoardServer;
  setViewsPath(path: string): BoardServer;
  setStaticPath(route: string, path: string): BoardServer;
  setEntryRoute(route: unknown): BoardServer;
  setErrorHandler(handler: (error: Error) => BoardAnswer): BoardServer;
  setApiRoutes(routes: readonly BoardRoute[]): BoardServer;
  setUIConfig(config: unknown): BoardServer;
}

interface BoardModule {
  createBullBoard(parts: {
    readonly queues: readonly unknown[];
    readonly serverAdapter: BoardServer;
    readonly options: { readonly uiBasePath: string; readonly uiConfig: object };
  }): void;
}

interface AdapterModule {
  readonly BullAdapter: new (queue: Queue, options: { readonly readOnlyMode: boolean }) => unknown;
}

/** Bull, bull-board's two parts, and where its page stands. */
export interface LoadedBoard {
  readonly Bull: typeof BullQueue;
  readonly api: BoardModule;
  readonly adapter: AdapterModule;
  readonly uiPath: string;
}

/**
 * Loads Bull and bull-board, which take half a second and some twenty megabytes: only where somebody looks, for the API
 * has no other use for them. They are CommonJS, and no adapter of its own for a server is used: the one for Fastify needs
 * a newer Node than the rest.
 */
export function loadBoard(): LoadedBoard {
  const load = createRequire(import.meta.url);
  return {
    Bull: load('bull') as typeof BullQueue,
    api: load('@bull-board/api') as BoardModule,
    adapter: load('@bull-board/api/bullAdapter') as AdapterModule,
    uiPath: dirname(load.resolve('@bull-board/ui/package.json')),
  };
}

/** Where the files of the board's page stand. */
export function staticFolder(uiPath: string): string {
  return join(uiPath, 'dist', 'static');
}
