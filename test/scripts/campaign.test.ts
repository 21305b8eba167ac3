import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { clientOf, wasDone } from '../../scripts/lib/campaign/client.mjs';
import { openDoor } from '../../scripts/lib/campaign/door.mjs';
import { chosenFaults, FAULT_NAMES } from '../../scripts/lib/campaign/fault-names.mjs';
import { chooserOf, noteOrder, notePaid } from '../../scripts/lib/campaign/forger.mjs';
import { startMishaps } from '../../scripts/lib/campaign/mishaps.mjs';
import { patienceOf } from '../../scripts/lib/campaign/quiet.mjs';
import { isAfterSale } from '../../scripts/lib/campaign/run-campaign.mjs';
import { watchAnswers } from '../../scripts/lib/campaign/watch.mjs';
import { Cleanup } from '../../scripts/lib/process/cleanup.mjs';
import { until } from '../support/until.js';

describe('the faults of a campaign', () => {
  it('are all of them, or those that were named', () => {
    expect([...chosenFaults('all')]).toEqual(Object.keys(FAULT_NAMES));
    expect([...chosenFaults('alipay,disk')]).toEqual(['alipay', 'disk']);
    expect([...chosenFaults('')]).toEqual([]);
  });

  it('are named to who names another', () => {
    expect(() => chosenFaults('alipay,floods')).toThrow(/no fault "floods".*database: killed/su);
  });
});

describe('what is forged', () => {
  it('is of each order before it is paid and after, the latest first, and then of any', () => {
    const stage = { known: new Map<string, { sum: string; isPaid: boolean }>() };
    const counts = { told: 0, orders: 0 };
    const choose = chooserOf(stage.known, counts);
    const chosen = () => {
      counts.told += 1;
      const { orderNo, isPaid } = choose() ?? {};
      return `${orderNo} ${isPaid ? 'paid' : 'unpaid'}`;
    };
    expect(choose()).toBeUndefined();
    for (const orderNo of ['a', 'b', 'c']) noteOrder(stage, orderNo, '1.00');
    expect([chosen(), chosen()]).toEqual(['c unpaid', 'b unpaid']);
    notePaid(stage, 'b');
    expect([chosen(), chosen()]).toEqual(['b paid', 'a unpaid']);
    expect(chosen()).toMatch(/^[abc] /);
    expect(counts.orders).toBe(3);
  });
});

describe('orders that live on after their sale', () => {
  it.each([
    [0, 0],
    [20, 20],
    [33, 33],
    [100, 100],
  ])('are %d of a hundred, evenly', (share, most) => {
    const numbers = Array.from({ length: 100 }, (_, index) => index + 1);
    const chosen = numbers.filter((number) => isAfterSale(number, share));
    expect(chosen).toHaveLength(most);
    expect(chosen.filter((number) => number <= 50)).toHaveLength(Math.floor(most / 2));
  });
});

describe('an answer is wrong', () => {
  const told = (status: number, headers: Record<string, string> = {}) =>
    new Response(null, { status, headers });

  it.each([
    ['with 500', 10, told(500), ['POST /x: 500 without Retry-After']],
    ['after 15 seconds', 15_100, told(200), ['POST /x was answered after 15.1 s']],
    ['with 503 that says when', 10, told(503, { 'retry-after': '1' }), []],
    ['soon', 10, told(201), []],
    ['with a refusal', 10, told(409), []],
  ])('%s', (_, ms, answer, faults) => {
    const watch = watchAnswers();
    watch.saw('POST /x', ms, answer);
    expect(watch.faults).toEqual(faults);
    expect(watch.counts.answers).toBe(1);
  });

  it('after what a slow machine is given', () => {
    const watch = watchAnswers(40_000);
    watch.saw('POST /x', 39_000, told(200));
    expect(watch.faults).toEqual([]);
    watch.saw('POST /x', 41_000, told(200));
    expect(watch.faults).toEqual(['POST /x was answered after 41.0 s']);
  });

  it('that never came, when it was waited for', () => {
    const watch = watchAnswers();
    watch.saw('POST /x', 60_000, null);
    expect(watch.faults).toEqual(['POST /x was answered after 60.0 s']);
    expect(watch.counts.none).toBe(1);
  });
});

describe('what was asked for', () => {
  it('is asked again with its key when the answer ends in its middle', async () => {
    const keys: string[] = [];
    const whole = '{"state":"AGREED"}';
    const server = createServer((socket) => {
      socket.once('data', (data) => {
        keys.push(/idempotency-key: (\S+)/.exec(String(data))?.[1] ?? '');
        const head = `HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: ${whole.length}`;
        const body = keys.length === 1 ? whole.slice(0, 5) : whole;
        socket.end(`${head}\r\n\r\n${body}`);
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const ask = clientOf({ base, watch: watchAnswers(), retries: true });
    const { status, body } = await ask(null, 'POST', '/agree', {});
    expect([status, body]).toEqual([200, { state: 'AGREED' }]);
    expect(keys[0]).toMatch(/./);
    expect(keys).toEqual([keys[0], keys[0]]);
    server.close();
  });

  it.each([
    [0, false],
    [200, true],
    [201, true],
    [399, true],
    [400, false],
    [503, false],
  ])('and answered %d was done: %s', (status, done) => {
    expect(wasDone({ status })).toBe(done);
  });
});

describe('the wait until nothing is owed', () => {
  it('ends when nothing has become less for its time, however long it lasted before', () => {
    let now = 0;
    const patience = patienceOf(100, () => now);
    const seeAt = (at: number, counts: Record<string, number>) => {
      now = at;
      patience.see(counts);
      return patience.isOver();
    };
    expect(seeAt(0, { unpaid: 3, events: 0 })).toBe(false);
    // One order less, and more events than that.
    expect(seeAt(90, { unpaid: 2, events: 5 })).toBe(false);
    expect(seeAt(180, { unpaid: 2, events: 6 })).toBe(false);
    expect(seeAt(190, { unpaid: 2, events: 6 })).toBe(true);
  });
});

describe('the door before servers', () => {
  const cleanups: Cleanup[] = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0)) await cleanup.run();
  });

  /** A server that answers what it is told with its name, and remembers it. */
  async function serverCalled(name: string, cleanup: Cleanup) {
    const heard: string[] = [];
    const server: Server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (bytes) => {
        heard.push(String(bytes));
        socket.write(name);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    cleanup.defer(() => server.close());
    return { heard, port: (server.address() as AddressInfo).port };
  }

  function start(): Cleanup {
    const cleanup = new Cleanup();
    cleanups.push(cleanup);
    return cleanup;
  }

  async function ask(port: number, words: string): Promise<string> {
    const socket: Socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(words);
    const answer = await Promise.race([
      once(socket, 'data').then(([bytes]) => String(bytes)),
      once(socket, 'close').then(() => 'nothing'),
    ]);
    socket.destroy();
    return answer;
  }

  it('leads to them by turns, past one that is away', async () => {
    const cleanup = start();
    const [a, b] = [await serverCalled('a', cleanup), await serverCalled('b', cleanup)];
    const door = await openDoor([a.port, b.port], cleanup);
    const two = new Set([await ask(door.port, 'x'), await ask(door.port, 'x')]);
    expect(two).toEqual(new Set(['a', 'b']));
    const past = await openDoor([1, a.port], cleanup);
    expect(await ask(past.port, 'x')).toBe('a');
    expect(await ask(past.port, 'x')).toBe('a');
  });

  it('cuts commits before they are heard and after, by turns, and nothing else', async () => {
    const cleanup = start();
    const a = await serverCalled('a', cleanup);
    const door = await openDoor([a.port], cleanup);
    door.cutCommits(() => true);
    expect(await ask(door.port, 'SELECT 1')).toBe('a');
    expect(await ask(door.port, 'COMMIT first')).toBe('nothing');
    expect(await ask(door.port, 'COMMIT second')).toBe('nothing');
    await until('one of them was heard', () => a.heard.some((words) => words.includes('COMMIT')));
    expect(a.heard.filter((words) => words.includes('COMMIT'))).toHaveLength(1);
    door.heal();
    expect(await ask(door.port, 'COMMIT third')).toBe('a');
    expect(door.cuts()).toBe(2);
  });
});

describe('mishaps', () => {
  it('happen one after the other, each once in a round, until they are stopped', async () => {
    const happened: string[] = [];
    const mishap = (name: string) => ({
      name,
      work: () => {
        happened.push(name);
        return Promise.resolve();
      },
    });
    const all = ['a', 'b', 'c'].map(mishap);
    const { counts, round, stop } = startMishaps(all, { random: Math.random, pauseMs: 0 });
    await round;
    expect(happened.slice(0, 3).toSorted()).toEqual(['a', 'b', 'c']);
    await stop();
    expect(Object.values(counts).every((count) => count >= 1)).toBe(true);
  });

  it('are none where none was chosen', async () => {
    const { counts, round, stop } = startMishaps([], { random: Math.random, pauseMs: 0 });
    await round;
    await stop();
    expect(counts).toEqual({});
  });
});
