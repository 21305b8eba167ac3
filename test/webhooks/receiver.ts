import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  createServer,
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request that a receiver got. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  // A receiver reads bodies without types.
  // eslint-disable-next-line typescript/no-explicit-any
  readonly body: any;
}

/** An answer; `endless`: its body begins and never ends. */
interface Answer {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Record<string, string>;
  readonly endless?: boolean;
}

/** How a receiver answers, now or later; null: not at all. */
export type Answering = (received: Received) => Answer | null | Promise<Answer>;

/** Another system's server on loopback, with a memory of what it was told. */
export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** From now on answers so. */
  answer(how: Answering): void;
  /** Ends all connections, answered or not. */
  hangUp(): void;
  close(): Promise<void>;
}

async function answerTo(response: ServerResponse, answering: ReturnType<Answering>): Promise<void> {
  const answer = await answering;
  if (answer === null) return;
  response.writeHead(answer.status, answer.headers ?? {});
  if (answer.endless === true) response.write(answer.body ?? '');
  else response.end(answer.body ?? '');
}

/** Starts a receiver that takes everything. */
export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let how: Answering = () => ({ status: 204 });
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const { url = '', headers } = request;
      const one = { path: url, headers, text, body: JSON.parse(text) as unknown };
      received.push(one);
      void answerTo(response, how(one));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    answer: (next) => {
      how = next;
    },
    hangUp: () => server.closeAllConnections(),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Verifies a delivery as a receiver does, from the text of Standard Webhooks and not from our code. */
export function isGenuine({ headers, text }: Received, secret: string): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${text}`;
  const expected = createHmac('sha256', key).update(signed).digest();
  return String(headers['webhook-signature'])
    .split(' ')
    .map((one) => one.split(','))
    .some(([version, signature]) => {
      const given = Buffer.from(signature ?? '', 'base64');
      return (
        version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected)
      );
    });
}
