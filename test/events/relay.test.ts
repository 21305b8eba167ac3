import { Logger } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Transactions } from '../../src/database/transactions.js';
import type { DomainEvent, NewEvent } from '../../src/events/domain-events.js';
import { EventHandlers } from '../../src/events/event-handlers.js';
import { Outbox } from '../../src/events/outbox.js';
import { OutboxEntity } from '../../src/events/outbox.entity.js';
import { RelayRepository } from '../../src/events/relay.repository.js';
import { Relay } from '../../src/events/relay.service.js';
import { Metrics } from '../../src/http/health/metrics.service.js';
import { systemChance } from '../../src/kernel/chance.js';
import { plusMs } from '../../src/kernel/clock.js';
import { systemIds } from '../../src/kernel/ids.js';
import { MovableClock } from '../support/clock.js';
import { freshSource } from '../support/database.js';
import { noteStatements } from '../support/statements.js';
import { until } from '../support/until.js';

const { database, source, close } = await freshSource({}, [OutboxEntity]);
const transactions = new Transactions(source, systemChance);
const clock = new MovableClock();

beforeAll(async () => {
  Logger.overrideLogger(false);
  await database.query(
    'CREATE TABLE effects (id INT AUTO_INCREMENT PRIMARY KEY, order_id BIGINT NULL, name VARCHAR(64))',
  );
});
afterAll(close);
afterEach(async () => {
  for (const table of ['outbox', 'event_inbox', 'effects']) {
    await database.query(`DELETE FROM ${table}`);
  }
});

/** The relay hands on whatever data an event has: these have their own, so that each can be told apart. */
const event = (
  orderId: string | null,
  step: string,
  type: 'order.paid' | 'order.created' = 'order.paid',
) =>
  ({
    type,
    orderId,
    data: { orderNo: `no-${orderId}`, step, 金额: '0.01' },
  }) as unknown as NewEvent;
const stepOf = ({ data }: DomainEvent) => (data as unknown as { readonly step: string }).step;
const write = (...events: NewEvent[]) =>
  transactions.run((tx) => new Outbox(clock, systemIds).write(tx, ...events));

const relayWith = (handlers: EventHandlers, metrics = new Metrics()) =>
  new Relay(new RelayRepository(source), transactions, handlers, clock, systemChance, metrics);

/** A handler whose effect is a row in the transaction of the relay. */
function recording(meanwhile: (event: DomainEvent) => Promise<void> | void = () => undefined) {
  const handlers = new EventHandlers();
  handlers.on('recorder', 'all', async (tx, events) => {
    const values = events.map((one) => [one.orderId, stepOf(one)]);
    await tx.query('INSERT INTO effects (order_id, name) VALUES ?', [values]);
  });
  handlers.on('meanwhile', ['order.paid'], async (_tx, events) => {
    for (const one of events) await meanwhile(one);
  });
  return handlers;
}

interface Effect {
  readonly order_id: string | null;
  readonly name: string;
}
const effects = () => database.query<Effect>('SELECT order_id, name FROM effects ORDER BY id');
const stepsOf = async (orderId: string) =>
  (await effects()).filter((one) => one.order_id === orderId).map(({ name }) => name);
const rows = () =>
  database.query<{ relayed_at: Date | null; attempts: number; last_error: string | null }>(
    'SELECT * FROM outbox ORDER BY id',
  );

describe('the relay', () => {
  it('hands an event on as it was written, once', async () => {
    const seen: DomainEvent[] = [];
    const relay = relayWith(recording((one) => void seen.push(one)));
    await write({ ...event('7', 'paid'), paymentId: '41' });
    expect(await relay.drain()).toBe(1);
    expect(await relay.drain()).toBe(0);
    expect(seen).toEqual([
      {
        id: expect.stringMatching(/^[\dA-Z]{26}$/),
        type: 'order.paid',
        occurredAt: expect.any(Date),
        orderId: '7',
        paymentId: '41',
        version: 1,
        data: { orderNo: 'no-7', step: 'paid', 金额: '0.01' },
      },
    ]);
    expect(await stepsOf('7')).toEqual(['paid']);
  });

  it('counts what it has handed on, by type', async () => {
    const metrics = new Metrics();
    await write(event('1', 'a'), event('2', 'b'), event('3', 'c', 'order.created'));
    const relays = [relayWith(recording(), metrics), relayWith(recording())];
    for (const relay of relays) await relay.drain();
    const { body } = await metrics.text();
    expect(body).toContain('events_relayed_total{type="order.paid"} 2');
    expect(body).toContain('events_relayed_total{type="order.created"} 1');
  });

  it('hands nothing on of a transaction that was rolled back', async () => {
    const rolledBack = transactions.run(async (tx) => {
      await new Outbox(clock, systemIds).write(tx, event('7', 'paid'));
      throw new Error('rolled back');
    });
    await expect(rolledBack).rejects.toThrow('rolled back');
    expect(await relayWith(recording()).drain()).toBe(0);
  });

  it('relays events without an order, and without a handler', async () => {
    await write(event(null, 'a'), event(null, 'b'), event('1', 'c', 'order.created'));
    expect(await relayWith(new EventHandlers()).drain()).toBe(3);
    expect((await rows()).every((row) => row.relayed_at !== null)).toBe(true);
  });

  it('keeps the order per order with several relays at work, and no event is handled twice', async () => {
    const orders = Array.from({ length: 8 }, (_, index) => String(index + 1));
    const steps = ['1', '2', '3', '4', '5'];
    for (const step of steps) await write(...orders.map((orderId) => event(orderId, step)));
    const relays = [1, 2, 3, 4].map(() => relayWith(recording()));
    const counts: number[] = [];
    await until('all are relayed', async () => {
      counts.push(...(await Promise.all(relays.map((relay) => relay.drain()))));
      return (await rows()).every((row) => row.relayed_at !== null);
    });
    expect(counts.reduce((sum, count) => sum + count)).toBe(orders.length * steps.length);
    for (const orderId of orders) expect(await stepsOf(orderId)).toEqual(steps);
  });

  it('hands none on before an earlier one of its order, whatever another node of a cluster said is due', async () => {
    await write(event('1', 'first'), event('1', 'second'));
    const [, second] = await database.query<{ id: string }>('SELECT id FROM outbox ORDER BY id');
    const repository = new RelayRepository(source);
    jest.spyOn(repository, 'dueIds').mockResolvedValueOnce([String(second?.id)]);
    const relay = new Relay(
      repository,
      transactions,
      recording(),
      clock,
      systemChance,
      new Metrics(),
    );
    expect(await relay.relayBatch()).toBe(0);
    expect(await relay.drain()).toBe(2);
    expect(await stepsOf('1')).toEqual(['first', 'second']);
  });

  it('holds back the order of an event whose handler fails, and no other', async () => {
    let broken = true;
    const relay = relayWith(
      recording((one) => {
        if (broken && stepOf(one) === 'bad') throw new Error('the handler stumbled');
      }),
    );
    await write(event('1', 'bad'), event('1', 'after'), event('2', 'good'));
    expect(await relay.drain()).toBe(1);
    expect(await effects()).toEqual([{ order_id: '2', name: 'good' }]);
    expect((await rows())[0]).toMatchObject({
      relayed_at: null,
      attempts: 1,
      last_error: 'the handler stumbled',
    });

    expect(await relay.drain()).toBe(0);
    broken = false;
    // Longer than any backoff: on a slow machine it has stumbled more than once by now.
    clock.advance(60_000);
    expect(await relay.drain()).toBe(2);
    expect(await stepsOf('1')).toEqual(['bad', 'after']);
  });

  it.each([0, 0.5, 0.75])(
    'tries again after longer and longer pauses, half of them less or more as chance says: %d',
    async (fraction) => {
      const handlers = recording(() => {
        throw new Error('never works');
      });
      await write(event('1', 'bad'));
      let now = clock.now();
      const relay = new Relay(
        new RelayRepository(source),
        transactions,
        handlers,
        { now: () => now },
        { fraction: () => fraction },
        new Metrics(),
      );
      const gaps: number[] = [];
      for (let attempt = 1; attempt <= 12; attempt += 1) {
        await relay.drain();
        const [row] = await database.query<{ attempts: number; next_attempt_at: Date }>(
          'SELECT attempts, next_attempt_at FROM outbox',
        );
        expect(row?.attempts).toBe(attempt);
        const due = row?.next_attempt_at ?? now;
        gaps.push(due.getTime() - now.getTime());
        now = plusMs(due, -1);
        expect(await relay.drain()).toBe(0);
        now = due;
      }
      const doubled = Array.from({ length: 10 }, (_, tries) => 500 * 2 ** tries);
      const most = 5 * 60_000;
      expect(gaps).toEqual([...doubled, most, most].map((gap) => gap * (0.5 + fraction)));
    },
  );

  it('does not repeat a handler that has handled the event before', async () => {
    await write(event('1', 'paid'));
    expect(await relayWith(recording()).drain()).toBe(1);
    await database.query('UPDATE outbox SET relayed_at = NULL');
    expect(await relayWith(recording()).drain()).toBe(1);
    expect(await stepsOf('1')).toEqual(['paid']);
  });

  it('does not repeat it for one of many either, and hands the others on', async () => {
    await write(event('1', 'paid'));
    expect(await relayWith(recording()).drain()).toBe(1);
    await database.query('UPDATE outbox SET relayed_at = NULL');
    await write(event('2', 'paid'), event('3', 'paid'));
    expect(await relayWith(recording()).drain()).toBe(3);
    const all = await effects();
    expect(all.map((one) => one.order_id)).toEqual(['1', '2', '3']);
  });

  it('relays a hundred events of as many orders with a handful of statements', async () => {
    await write(...Array.from({ length: 100 }, (_, index) => event(String(index + 1), 'paid')));
    const asked = noteStatements(source);
    expect(await relayWith(recording()).relayBatch()).toBe(100);
    expect(asked.length).toBeLessThan(10);
  });

  it('hands all others of a batch on, each once, when several cannot be', async () => {
    const orders = Array.from({ length: 20 }, (_, index) => String(index + 1));
    const bad = new Set(['3', '4', '17']);
    await write(...orders.map((orderId) => event(orderId, 'paid')));
    const relay = relayWith(
      recording(({ orderId }) => {
        if (bad.has(orderId ?? '')) throw new Error('the handler stumbled');
      }),
    );
    expect(await relay.relayBatch()).toBe(17);
    const handled = (await effects()).map((one) => one.order_id);
    expect(handled).toEqual(orders.filter((orderId) => !bad.has(orderId)));
    expect((await rows()).map(({ attempts }) => attempts)).toEqual(
      orders.map((orderId) => (bad.has(orderId) ? 1 : 0)),
    );
  });

  it('relays more than a batch holds', async () => {
    const many = Array.from({ length: 130 }, (_, index) => event(String(index + 1), 'paid'));
    await write(...many);
    expect(await relayWith(recording()).drain()).toBe(130);
    expect(await effects()).toHaveLength(130);
  });
});

const nothing = () => Promise.resolve();

describe('handlers', () => {
  it('have names of their own, which the inbox can keep', () => {
    const handlers = recording();
    expect(() => handlers.on('recorder', 'all', nothing)).toThrow('two event handlers');
    expect(() => handlers.on('x'.repeat(65), 'all', nothing)).toThrow('too long');
    const created = { ...event('1', 'a', 'order.created') } as unknown as DomainEvent;
    expect(handlers.sharesOf([created])).toMatchObject([{ name: 'recorder', events: [created] }]);
  });
});
