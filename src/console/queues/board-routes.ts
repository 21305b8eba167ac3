import type { BoardAnswer, BoardRequest, BoardRoute, BoardServer } from './board-package.js';

/** One of the board's routes, with what its pattern catches. */
export interface FoundRoute {
  readonly route: BoardRoute;
  readonly params: Readonly<Record<string, string>>;
}

/** Keeps what bull-board tells its server, and finds the route of a request. Reading routes alone: the others are not served. */
export class BoardRoutes implements BoardServer {
  private queues: unknown = null;
  private uiConfig: unknown = null;
  private reading: readonly BoardRoute[] = [];
  private onError: (error: Error) => BoardAnswer = () => ({ status: 500, body: {} });

  setQueues(queues: unknown): this {
    this.queues = queues;
    return this;
  }

  setViewsPath(): this {
    return this;
  }

  setStaticPath(): this {
    return this;
  }

  setEntryRoute(): this {
    return this;
  }

  setErrorHandler(handler: (error: Error) => BoardAnswer): this {
    this.onError = handler;
    return this;
  }

  setApiRoutes(routes: readonly BoardRoute[]): this {
    this.reading = routes.filter(({ method }) => method === 'get');
    return this;
  }

  setUIConfig(config: unknown): this {
    this.uiConfig = config;
    return this;
  }

  /** What the page is told of itself. */
  get config(): unknown {
    return this.uiConfig;
  }

  /** Answers a request to `/api/…`; null where no route has that path. A Redis that is away is an answer as well. */
  async answer(path: string, query: BoardRequest['query']): Promise<BoardAnswer | null> {
    const found = findRoute(this.reading, path);
    if (found === null) return null;
    const { queues, uiConfig } = this;
    const request = { queues, uiConfig, query, params: found.params, body: {}, headers: {} };
    try {
      return await found.route.handler(request);
    } catch (error) {
      return this.onError(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

/** The first route whose pattern a path has, with the values of its `:names`. Pure. */
export function findRoute(routes: readonly BoardRoute[], path: string): FoundRoute | null {
  for (const route of routes) {
    const patterns = typeof route.route === 'string' ? [route.route] : route.route;
    const params = patterns.map((pattern) => paramsOf(pattern, path)).find((one) => one !== null);
    if (params) return { route, params };
  }
  return null;
}

function paramsOf(pattern: string, path: string): Record<string, string> | null {
  const [names, values] = [pattern.split('/'), path.split('/')];
  if (names.length !== values.length) return null;
  const params: Record<string, string> = {};
  for (const [place, name] of names.entries()) {
    const value = values[place] ?? '';
    if (name.startsWith(':') && value !== '') params[name.slice(1)] = value;
    else if (name !== value) return null;
  }
  return params;
}
