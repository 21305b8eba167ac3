import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before Alipay's gateway: buyers are led through, and the shop's questions can be left without an answer. */
export interface GatewayDoor {
  readonly url: string;
  /** The gateway behind the door. */
  lead(gatewayUrl: string): void;
  /** Whether Alipay answers the shop. */
  answer(yes: boolean): void;
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function passOn(request: IncomingMessage, response: ServerResponse, to: string) {
  const body = new Uint8Array(await bodyOf(request));
  const type = request.headers['content-type'] ?? 'application/x-www-form-urlencoded';
  const answer = await fetch(to, { method: 'POST', body, headers: { 'content-type': type } });
  response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
  response.end(Buffer.from(await answer.arrayBuffer()));
}

/** Opens a door on loopback. */
export async function openGatewayDoor(): Promise<GatewayDoor> {
  let behind = '';
  let answers = true;
  const server = createServer((request, response) => {
    const to = behind + (request.url ?? '').replace(/^[^?]*/, '');
    if (request.method === 'GET') response.writeHead(302, { location: to }).end();
    else if (!answers) response.writeHead(503).end();
    else passOn(request, response, to).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/gateway.do`,
    lead: (gatewayUrl) => {
      behind = gatewayUrl;
    },
    answer: (yes) => {
      answers = yes;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
