import { Agent, get, type IncomingMessage } from 'node:http';
import { Controller, Get } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { latch } from '../support/latch.js';
import { until } from '../support/until.js';
import { startFakeApi } from './fake-api.js';

describe('a connection', () => {
  it.each([
    [{}, 'timeout=5'],
    [{ KEEP_ALIVE_SECONDS: '75' }, 'timeout=75'],
  ])('waits for its next request as long as is configured: %j', async (env, told) => {
    const api = await startFakeApi([], env);
    const agent = new Agent({ keepAlive: true });
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      get(`${api.url}/nothing`, { agent }, resolve).on('error', reject);
    });
    expect(answer.resume().headers['keep-alive']).toBe(told);
    agent.destroy();
    await api.app.close();
  });
});

describe('a server that closes', () => {
  it('finishes the request in flight and ends its kept-alive connection', async () => {
    const [arrived, goOn] = [latch(), latch()];
    @Controller()
    class SlowController {
      @Get('slow')
      async slow(): Promise<string> {
        arrived.open();
        await goOn.opened;
        return 'done';
      }

      @Get('fast')
      fast(): string {
        return 'fast';
      }
    }
    const api = await startFakeApi([SlowController], { KEEP_ALIVE_SECONDS: '600' });
    const agent = new Agent({ keepAlive: true });
    const ask = (path: string) =>
      new Promise<IncomingMessage>((resolve, reject) => {
        get(`${api.url}${path}`, { agent }, resolve).on('error', reject);
      });
    const idle = await ask('/fast');
    expect(idle.headers.connection).toBe('keep-alive');
    idle.resume();
    const answer = ask('/slow');
    await arrived.opened;

    const closed = api.app.close();
    await until('new connections are refused', () =>
      fetch(`${api.url}/fast`).then(
        () => false,
        () => true,
      ),
    );
    const openedAt = performance.now();
    goOn.open();
    const { statusCode, headers } = await answer.then((one) => one.resume());
    expect([statusCode, headers.connection]).toEqual([200, 'close']);
    await closed;
    expect(performance.now() - openedAt).toBeLessThan(120_000);
    agent.destroy();
  });
});
