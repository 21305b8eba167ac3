import type { PoolConnection } from 'mysql2';
import type { QueryRunner } from 'typeorm';
import { setImmediate } from 'node:timers/promises';
import { isDuplicateKey } from '../database-trouble.js';
import { takesSeveral } from './multi-statements.js';

const BEGIN = 'START TRANSACTION';
const COMMIT = 'COMMIT';
const ROLLBACK = 'ROLLBACK';

interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
  /** Statements that must be sent by themselves are not joined with others. */
  readonly isAlone: boolean;
  readonly send: (sql: string, values: unknown[]) => Promise<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lets statements of a transaction that are asked for at the same time (`Promise.all`) travel to the server and back in
 * one trip, in the order in which they were asked for; the beginning of the transaction travels with its first
 * statement. When one fails, those behind it in the trip were not carried out: all of the trip fail with its error. But
 * for a duplicate key, after which a transaction can go on, all later ones then fail with it as well. The runner is for
 * one transaction: nothing is carried out after its end. On connections that take one statement at a time
 * (`DATABASE_MULTI_STATEMENTS=false`) each has a trip of its own, and those before the one that fails have succeeded.
 */
export function pipelineStatements(runner: QueryRunner): void {
  const query = runner.query.bind(runner) as (...all: unknown[]) => Promise<unknown>;
  const destroy = async (): Promise<void> => {
    const connection = (await runner.connect()) as PoolConnection;
    connection.destroy();
  };
  const trips = new StatementPipeline(
    takesSeveral(runner.manager) ? sendJoined : sendOneByOne,
    () => destroy().catch(() => undefined),
  );
  const ask = (sql: string, values?: unknown, isStructured?: boolean): Promise<unknown> => {
    const list = Array.isArray(values) ? values : [];
    const isPlain = isStructured !== true && (values === undefined || list === values);
    const send = (text: string, all: unknown[]) =>
      isPlain ? query(text, all) : query(text, values, isStructured);
    return trips.ask({ sql, values: list, isAlone: !isPlain || !isExact(sql, list), send });
  };
  runner.query = ask as QueryRunner['query'];
}

/** Whether each place has its value: a statement with one too few must not take it from its neighbour. */
function isExact(sql: string, values: readonly unknown[]): boolean {
  return sql.split('?').length - 1 === values.length;
}

/** Carries out the statements of a trip in their order; each hears of its result. Rejects with what has gone wrong. */
type Sending = (trip: readonly Statement[]) => Promise<void>;

const sendJoined: Sending = async (trip) => {
  const values = trip.flatMap((statement) => statement.values);
  const sql = trip.map((statement) => statement.sql).join(';\n');
  const result = await trip[0]?.send(sql, values);
  const results = trip.length === 1 ? [result] : (result as unknown[]);
  trip.forEach(({ resolve }, index) => resolve(results[index]));
};

const sendOneByOne: Sending = async (trip) => {
  for (const { sql, values, send, resolve } of trip) {
    resolve(await send(sql, [...values]));
    // Whoever has waited for that may know now what a later statement's places stand for (NewId).
    await setImmediate();
  }
};

class StatementPipeline {
  private waiting: Statement[] = [];
  private isUnderWay = false;
  /** Why nothing but a rollback is sent any more: outside of the transaction it would be kept at once. */
  private over: { readonly error: unknown } | null = null;

  /** @param destroy ends the connection; never rejects */
  constructor(
    private readonly send: Sending,
    private readonly destroy: () => Promise<void>,
  ) {}

  ask(statement: Omit<Statement, 'resolve' | 'reject'>): Promise<unknown> {
    // It goes alone: behind a statement that fails it would not be carried out.
    if (statement.sql === ROLLBACK) this.end(new Error('the transaction was rolled back'));
    const asked = new Promise((resolve, reject) => {
      if (this.over === null || statement.sql === ROLLBACK) {
        this.waiting.push({ ...statement, resolve, reject });
      } else reject(this.over.error);
    });
    if (statement.sql === COMMIT) this.over ??= { error: new Error('the transaction has ended') };
    if (statement.sql === BEGIN) {
      // Whatever is wrong with it is told by the first statement, which fails with it.
      asked.catch(() => undefined);
      return Promise.resolve();
    }
    this.setOffSoon();
    return asked;
  }

  private end(error: unknown): void {
    this.over ??= { error };
    const refused = this.waiting.filter(({ sql }) => sql !== ROLLBACK);
    this.waiting = this.waiting.filter(({ sql }) => sql === ROLLBACK);
    for (const { reject } of refused) reject(this.over.error);
  }

  /** After all that this turn of the event loop leads to: what goes on side by side asks side by side. */
  private setOffSoon(): void {
    if (this.isUnderWay) return;
    this.isUnderWay = true;
    queueMicrotask(() => process.nextTick(() => void this.setOff()));
  }

  /** Never rejects. */
  private async setOff(): Promise<void> {
    const trip = this.takeTrip();
    await this.carryOut(trip);
    this.isUnderWay = false;
    if (this.waiting.length > 0) this.setOffSoon();
  }

  private takeTrip(): Statement[] {
    const alone = this.waiting.findIndex(({ isAlone }) => isAlone);
    return this.waiting.splice(0, alone < 0 ? this.waiting.length : Math.max(alone, 1));
  }

  private async carryOut(trip: readonly Statement[]): Promise<void> {
    const [first] = trip;
    if (first === undefined) return;
    try {
      await this.send(trip);
    } catch (error) {
      // The server may have ended the transaction, or never have begun it.
      if (!isDuplicateKey(error)) this.end(error);
      // Back in the pool with an open transaction, the next one's beginning would commit it.
      if (first.sql === ROLLBACK) await this.destroy();
      for (const { reject } of trip) reject(error);
    }
  }
}
