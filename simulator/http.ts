import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** A request is refused above this size; the largest genuine one is some 2 KB. */
const MAX_BODY_BYTES = 64 * 1024;

export interface Asked {
  readonly method: string;
  /** Path without the query, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly isForm: boolean;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** Instead of a reply: the connection is cut. */
export const CUT: Reply = { status: 0, headers: {}, body: '' };

const noStore = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

export function json(status: number, value: unknown): Reply {
  return jsonText(status, `${JSON.stringify(value, null, 2)}\n`);
}

/** For an answer whose exact text was signed. */
export function jsonText(status: number, body: string): Reply {
  return {
    status,
    headers: { ...noStore, 'content-type': 'application/json;charset=utf-8' },
    body,
  };
}

export function problem(status: number, message: string): Reply {
  return json(status, { error: { status, message } });
}

export function html(status: number, body: string): Reply {
  const headers = {
    ...noStore,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
  };
  return { status, headers, body };
}

/** 303: the browser goes on with GET. A header holds ASCII alone. */
export function seeOther(location: string): Reply {
  const written = location.replace(/[^!-~]+/g, encodeURIComponent);
  return { status: 303, headers: { ...noStore, location: written }, body: '' };
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A request line may name the whole address (RFC 9112, 3.2.2: `GET http://host/path HTTP/1.1`), as Alipay's Python SDK does. */
function originForm(target: string): string {
  const rest = target.replace(/^https?:\/\/[^/?]*/i, '');
  return rest.startsWith('/') ? rest : `/${rest}`;
}

async function read(request: IncomingMessage): Promise<Asked | null> {
  const body = await readBody(request);
  if (body === null) return null;
  const [path = '/', ...query] = originForm(request.url ?? '/').split('?');
  const type = (request.headers['content-type'] ?? '').trim().toLowerCase();
  return {
    method: request.method ?? 'GET',
    path,
    query: new URLSearchParams(query.join('?')),
    body,
    isForm: type.startsWith('application/x-www-form-urlencoded'),
  };
}

function write(response: ServerResponse, reply: Reply, withBody: boolean): void {
  if (reply === CUT) {
    response.destroy();
    return;
  }
  const length = { 'content-length': String(Buffer.byteLength(reply.body)) };
  response.writeHead(reply.status, { ...reply.headers, ...length });
  response.end(withBody ? reply.body : undefined);
}

export type Handle = (asked: Asked) => Reply | Promise<Reply>;

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  handle: Handle,
): Promise<void> {
  try {
    const asked = await read(request);
    if (!asked) {
      const tooLarge = problem(413, `a body may have ${MAX_BODY_BYTES} bytes`);
      write(response, { ...tooLarge, headers: { ...tooLarge.headers, connection: 'close' } }, true);
      return;
    }
    write(response, await handle(asked), asked.method !== 'HEAD');
  } catch (error) {
    if (request.destroyed && !request.complete) return;
    const message = error instanceof Error ? error.message : 'unknown';
    write(response, problem(500, `the simulator failed: ${message}`), true);
  }
}

/** An HTTP server with limits on time and size, whose one handler maps what is asked to a reply. */
export function httpServer(handle: Handle): Server {
  const limits = { requestTimeout: 15_000, headersTimeout: 10_000, keepAliveTimeout: 60_000 };
  return createServer(limits, (request, response) => {
    void serve(request, response, handle);
  });
}
