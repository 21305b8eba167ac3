import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Pool } from 'mysql2';
import { DataSource } from 'typeorm';
import { asReader } from '../../src/database/reader-share.js';
import type { Problem } from '../../src/kernel/problem.js';
import { classOf, LoadGate } from '../../src/http/overload.js';
import { boundPipelines } from '../../src/http/pipelining.js';
import { openForBusiness, payLink, placeOrder, type Business } from '../support/shop.js';
import { until } from '../support/until.js';

const POOL = 4;
let business: Business;
beforeAll(async () => {
  business = await openForBusiness({ DATABASE_POOL: String(POOL) });
});
afterAll(() => business.shop.close());

/**
 * Sends so many requests on one connection without waiting for an answer; answers the statuses once all are there.
 * `note` is told how many bytes came.
 */
async function pipeline(
  url: URL,
  count: number,
  path: string,
  note: (bytes: number) => void,
): Promise<string[]> {
  const socket = connect(Number(url.port), url.hostname);
  await once(socket, 'connect');
  let text = '';
  socket.on('data', (bytes) => {
    text += String(bytes);
    note(bytes.length);
  });
  const request = `GET ${path} HTTP/1.1\r\nhost: shop\r\n\r\n`;
  socket.write(request.repeat(count));
  const statuses = () => [...text.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => status ?? '');
  await until('all are answered', () => statuses().length === count);
  socket.destroy();
  return statuses();
}

describe('clients that send without waiting for answers', () => {
  it('are all answered, in few at a time, and health waits for a part of them alone', async () => {
    const url = new URL(business.shop.url);
    let answered = 0;
    const note = (bytes: number): void => {
      answered += bytes;
    };
    // Four of each are at work at once: no more than may read while the process is late.
    const flood = Promise.all(
      Array.from({ length: 8 }, () => pipeline(url, 200, '/api/v1/skus?limit=1', note)),
    );
    const state = { isOver: false };
    void flood.finally(() => {
      state.isOver = true;
    });
    // How much of the flood was answered meanwhile: a time would be long also where the whole process stood still.
    const meanwhile: number[] = [];
    while (!state.isOver) {
      const before = answered;
      const { status } = await business.shop.anybody.get('/health/live');
      meanwhile.push(answered - before);
      expect(status).toBe(200);
    }
    expect(Math.max(...meanwhile)).toBeLessThan(answered / 3);
    const answers = (await flood).flat();
    expect(answers).toHaveLength(1_600);
    // Where the machine stands still, some wait for longer than anybody may, and are told so.
    expect(answers.filter((status) => status !== '200' && status !== '503')).toEqual([]);
    expect(answers).toContain('200');
  });
});

it('one connection has four requests at work at most, and its answers in their order', async () => {
  const held: (() => void)[] = [];
  let [atWork, most] = [0, 0];
  const server = createServer((request, response) => {
    atWork += 1;
    most = Math.max(most, atWork);
    held.push(() => {
      atWork -= 1;
      response.end(request.url);
    });
  });
  boundPipelines(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  let text = '';
  socket.on('data', (bytes) => {
    text += String(bytes);
  });
  const paths = Array.from({ length: 100 }, (_, index) => `/${index}`);
  socket.write(paths.map((path) => `GET ${path} HTTP/1.1\r\nhost: shop\r\n\r\n`).join(''));
  const seen = () => [...text.matchAll(/^\/\d+/gm)].map(([path]) => path);
  await until('all are answered', () => {
    // The last ones first: the order of the answers is not that of the work.
    held
      .splice(0)
      .toReversed()
      .forEach((answer) => answer());
    return seen().length === paths.length;
  });
  expect(seen()).toEqual(paths);
  expect(most).toBe(4);
  socket.destroy();
  server.close();
});

describe('somebody who only reads', () => {
  it('leaves connections to those who order and pay', async () => {
    const { pool } = business.shop.app.get(DataSource).driver as unknown as { readonly pool: Pool };
    const taken: (() => void)[] = [];
    const greedy = Array.from({ length: POOL + 3 }, () => {
      asReader(() => {
        pool.getConnection((error, connection) => {
          if (error === null) taken.push(() => connection.release());
        });
      });
    });
    await until('readers have their share', () => taken.length > 0);
    const { orderNo } = await placeOrder(business.customer, business.skuId);
    expect((await payLink(business.customer, orderNo)).payUrl).toContain('http');
    expect(taken.length).toBeLessThan(POOL);
    let given = 0;
    await until('those who waited had their turn', () => {
      taken.splice(0).forEach((release) => {
        given += 1;
        release();
      });
      return given === greedy.length;
    });
  });
});

describe('a process with too much to do', () => {
  const limits = {
    readers: 2,
    readersWhenLate: 1,
    latenessMs: 100,
    waiting: 2,
    patienceMs: 1_000,
    money: 1,
  };

  /** A gate at a time that the test sets, and what became of those who came. */
  function openGate() {
    const time = { ms: 0 };
    const gate = new LoadGate(limits, () => time.ms);
    const told: string[] = [];
    const goOn = (name: string) => (refusal?: Problem) => {
      told.push(refusal === undefined ? name : `${name}: ${refusal.slug}`);
    };
    return { time, gate, told, read: (name: string) => gate.read(goOn(name)), goOn };
  }

  it('lets those who only read wait in their order, and refuses one more than may', () => {
    const { told, read } = openGate();
    const first = read('first');
    for (const name of ['second', 'third', 'fourth', 'fifth']) read(name);
    expect(told).toEqual(['first', 'second', 'fifth: overloaded']);
    first.leave();
    expect(told.at(-1)).toBe('third');
  });

  it('refuses who has waited for too long, and begins nothing for who is gone', () => {
    const { time, gate, told, read } = openGate();
    const entrances = ['first', 'second', 'third', 'fourth'].map(read);
    entrances[2]?.leave();
    time.ms = 1_000;
    gate.look(0);
    expect(told).toEqual(['first', 'second', 'fourth: overloaded']);
    for (const { leave } of entrances) leave();
    for (const name of ['a', 'b', 'c']) read(name);
    expect(told.slice(3)).toEqual(['a', 'b']);
  });

  it('has fewer readers at work while its event loop is late', () => {
    const { gate, told, read } = openGate();
    gate.look(101);
    const first = read('first');
    read('second');
    expect(told).toEqual(['first']);
    gate.look(0);
    expect(told).toEqual(['first', 'second']);
    first.leave();
  });

  it('lets money in past all of them, up to its own limit', () => {
    const { gate, told, read, goOn } = openGate();
    for (const name of ['first', 'second', 'third']) read(name);
    const { leave } = gate.move(goOn('order'));
    gate.move(goOn('another'));
    expect(told).toEqual(['first', 'second', 'order', 'another: overloaded']);
    leave();
    gate.move(goOn('next'));
    expect(told.at(-1)).toBe('next');
  });

  it.each([
    ['GET', '/health/live', 'operations'],
    ['GET', '/health/ready?x', 'operations'],
    ['GET', '/metrics', 'operations'],
    ['GET', '/api/v1/skus', 'reading'],
    ['HEAD', '/api/v1/orders', 'reading'],
    ['GET', '/demo', 'reading'],
    ['POST', '/api/v1/orders', 'money'],
    ['POST', '/api/v1/alipay/notify', 'money'],
    ['GET', '/api/v1/alipay/return?out_trade_no=1', 'money'],
    ['GET', '/payment/status/?out_trade_no=1', 'money'],
  ])('takes %s %s for %s', (method, url, what) => {
    expect(classOf(method, url)).toBe(what);
  });
});
