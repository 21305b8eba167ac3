import { isIP } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const HEADER = 'x-forwarded-for';
const BRACKETED = /^\[([^\]]*)\](?::\d+)?$/;
const IPV4_WITH_PORT = /^([\d.]+):\d+$/;
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * The IP address that an entry of `X-Forwarded-For` names; null when it names none (`unknown`, a word of Squid or RFC
 * 7239). Azure and IIS append the port, brackets stand around IPv6 with a port, and some quote the whole. Pure.
 */
export function addressIn(entry: string): string | null {
  const bare = entry.trim().replace(/^"(.*)"$/, '$1');
  const host = BRACKETED.exec(bare)?.[1] ?? IPV4_WITH_PORT.exec(bare)?.[1] ?? bare;
  const address = MAPPED.exec(host)?.[1] ?? host;
  return isIP(address) === 0 ? null : address;
}

/**
 * Who sent a request through `proxies` reverse proxies: each appended whom it had it from, so the entries count from the
 * right. Null where the nearest proxy does not say: then it is the proxy itself. An entry that names no address ends the
 * walk, for what stands before it nobody vouches for. Pure.
 */
export function forwardedFor(header: string, proxies: number): string | null {
  const entries = header.split(',').toReversed().slice(0, proxies);
  const unknown = entries.findIndex((entry) => addressIn(entry) === null);
  const believed = unknown === -1 ? entries : entries.slice(0, unknown);
  const last = believed.at(-1);
  return last === undefined ? null : addressIn(last);
}

/** Has `request.ip` be the client's address however the proxies before the server write it. */
export function readForwardedFor(app: NestFastifyApplication, proxies: number): void {
  if (proxies === 0) return;
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, _reply, done) => {
    const { headers } = request.raw;
    // Several headers of this name arrive as one, in their order.
    const given = headers[HEADER];
    const address = given === undefined ? null : forwardedFor(String(given), proxies);
    if (address === null) delete headers[HEADER];
    else headers[HEADER] = address;
    done();
  });
}
