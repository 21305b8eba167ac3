import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { KeyObject } from 'node:crypto';
import { signRsa2 } from '../../src/alipay/signing.js';
import { alipays } from './support.js';

/** How the stub answers one request. */
type Reply = (response: ServerResponse) => void;

/** A gateway that answers what a test says and remembers what it was asked. */
export interface GatewayStub {
  readonly url: string;
  /** The parameters of the requests so far, of query and body together. */
  readonly requests: Record<string, string>[];
  reply: Reply;
  close(): Promise<void>;
}

/** Starts a stub on a free port. */
export async function startGatewayStub(): Promise<GatewayStub> {
  const requests: Record<string, string>[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const { searchParams } = new URL(request.url ?? '', 'http://stub');
      requests.push(Object.fromEntries([...searchParams, ...new URLSearchParams(body)]));
      stub.reply(response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stub: GatewayStub = {
    url: `http://127.0.0.1:${port}/gateway.do`,
    requests,
    reply: (response) => response.end(),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return stub;
}

/** Answers a text, with HTTP status 200 unless another is given. */
export function text(body: string, status = 200): Reply {
  return (response) => response.writeHead(status, { 'content-type': 'text/html' }).end(body);
}

/** Answers a node as Alipay does: slashes escaped, then signed over exactly that text. */
export function signedAnswer(
  root: string,
  fields: Readonly<Record<string, unknown>>,
  key: KeyObject = alipays.privateKey,
): Reply {
  const node = JSON.stringify(fields).replaceAll('/', String.raw`\/`);
  return text(`{"${root}":${node},"sign":"${signRsa2(node, key)}"}`);
}
