import { once } from 'node:events';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { closedLoop, openEvenly, openLoop } from '../../bench/driver.mjs';
import { Tally } from '../../bench/tally.mjs';

const REQUEST = 'GET / HTTP/1.1\r\nhost: bench\r\n\r\n';
const STALL_MS = 300;

let server: Server;

afterEach(() => {
  server.close();
});

/** A server that answers as `listener` does, and what all loads on it have in common. */
async function loadOn(listener: RequestListener) {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const isGood = (status: number) => status === 200;
  return { target: { host: '127.0.0.1', port }, next: () => REQUEST, isGood };
}

/** The driver knows no chunks, and header names as Fastify writes them. */
function answer(response: ServerResponse): void {
  response.setHeader('content-length', '2').end('ok');
}

/** Answers at once, but for the first request. */
function stallOnce(): RequestListener {
  let isFirst = true;
  return (_, response) => {
    setTimeout(() => answer(response), isFirst ? STALL_MS : 0);
    isFirst = false;
  };
}

describe('the open loop', () => {
  it('times each request from the moment it was due: a stall counts for all that it delays', async () => {
    const load = await loadOn(stallOnce());
    const found = await openLoop({ ...load, connections: 1, rate: 100, seconds: 0.5 });
    expect(found).toMatchObject({ good: 50, bad: 0 });
    // 30 of 50 were due while the one connection was taken: the one in the middle waited for 50 ms.
    expect(found.p50).toBeGreaterThan(30);
    expect(found.p99).toBeGreaterThan(STALL_MS - 10);
  });

  it('gives each connection its share of the requests', async () => {
    const shares = new Map<Socket, number>();
    const load = await loadOn(({ socket }, response) => {
      shares.set(socket, (shares.get(socket) ?? 0) + 1);
      answer(response);
    });
    await openLoop({ ...load, connections: 4, rate: 200, seconds: 0.2 });
    // Ten each where the machine never stands still; all on one line where the line that answered last were taken first.
    const counts = [...shares.values()];
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(40);
    expect([counts.length, Math.min(...counts) >= 5]).toEqual([4, true]);
  });

  it('sends what is due whatever became of the requests before', async () => {
    let open = 0;
    let most = 0;
    const load = await loadOn((_, response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        answer(response);
      }, 100);
    });
    await openLoop({ ...load, connections: 20, rate: 100, seconds: 0.2 });
    expect(most).toBeGreaterThan(5);
  });
});

describe('the closed loop', () => {
  it('has no more requests open than connections, and counts bad answers apart', async () => {
    let open = 0;
    let most = 0;
    let left = 40;
    const load = await loadOn((_, response) => {
      open += 1;
      most = Math.max(most, open);
      setImmediate(() => {
        open -= 1;
        response.statusCode = left % 4 === 0 ? 500 : 200;
        answer(response);
      });
    });
    const next = () => (left-- > 0 ? REQUEST : null);
    const found = await closedLoop({ ...load, next, connections: 3, seconds: 10 });
    expect(most).toBeLessThanOrEqual(3);
    expect(found.good + found.bad).toBe(40);
    expect(found.bad).toBeGreaterThan(0);
    expect(found.faults[0]).toBe('500 ok');
  });
});

describe('open lines', () => {
  it('serve one load after the other, and what comes of them is added up', async () => {
    const sockets = new Set<Socket>();
    const load = await loadOn(({ socket }, response) => {
      sockets.add(socket);
      answer(response);
    });
    const lines = await openEvenly(load.target, 3);
    const tally = new Tally();
    await openLoop({ ...load, lines, rate: 100, seconds: 0.1, tally });
    const found = await openLoop({ ...load, lines, rate: 100, seconds: 0.2, tally });
    lines.forEach((line) => line.close());
    expect(found).toMatchObject({ good: 30, bad: 0 });
    expect(sockets.size).toBe(3);
  });

  it('end the load with an error when all of them are closed', async () => {
    const load = await loadOn(({ socket }) => socket.destroy());
    const lines = await openEvenly(load.target, 2);
    await expect(openLoop({ ...load, lines, rate: 100, seconds: 5 })).rejects.toThrow(/closed/);
  });
});
