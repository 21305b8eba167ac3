import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { firstBytes, isFree, pickPort } from '../../scripts/lib/process/ports.mjs';

describe('ports', () => {
  let server: Server;
  let taken: number;

  beforeEach(async () => {
    server = createServer((socket) => {
      socket.on('data', (bytes) => socket.write(`you said ${bytes.toString()}`));
      socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    taken = (server.address() as AddressInfo).port;
  });

  afterEach(async () => {
    await new Promise((resolve) => server.close(resolve));
  });

  it('tells a port in use from a free one', async () => {
    expect(await isFree(taken)).toBe(false);
    expect(await isFree(await pickPort())).toBe(true);
  });

  it('takes the wished port only when it is free', async () => {
    const free = await pickPort();
    expect(await pickPort(free)).toBe(free);
    expect(await pickPort(taken)).not.toBe(taken);
  });

  it('hears the first bytes, and nothing where nobody listens', async () => {
    expect(await firstBytes(taken, 'PING')).toBe('you said PING');
    expect(await firstBytes(await pickPort())).toBe('');
  });
});
