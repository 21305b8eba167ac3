import type { QueryRunner } from 'typeorm';

const BEGIN = 'START TRANSACTION';

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
 * Lets statements of a connection that are asked for at the same time (`Promise.all`) travel to the server and back in
 * one trip, in the order in which they were asked for; the beginning of a transaction travels with its first
 * statement. When one fails, those behind it in the trip were not carried out: all of the trip fail with its error.
 */
export function saveRoundTrips(runner: QueryRunner): void {
  const query = runner.query.bind(runner) as (...all: unknown[]) => Promise<unknown>;
  const trips = new RoundTrips();
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

class RoundTrips {
  private waiting: Statement[] = [];
  private isUnderWay = false;

  ask(statement: Omit<Statement, 'resolve' | 'reject'>): Promise<unknown> {
    const asked = new Promise((resolve, reject) => {
      this.waiting.push({ ...statement, resolve, reject });
    });
    if (statement.sql === BEGIN) {
      // Whatever is wrong with it is wrong with the first statement, too, which tells.
      asked.catch(() => undefined);
      return Promise.resolve();
    }
    this.setOffSoon();
    return asked;
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
    await carryOut(trip);
    this.isUnderWay = false;
    if (this.waiting.length > 0) this.setOffSoon();
  }

  private takeTrip(): Statement[] {
    const alone = this.waiting.findIndex(({ isAlone }) => isAlone);
    return this.waiting.splice(0, alone < 0 ? this.waiting.length : Math.max(alone, 1));
  }
}

async function carryOut(trip: readonly Statement[]): Promise<void> {
  const [first] = trip;
  if (first === undefined) return;
  try {
    const values = trip.flatMap((statement) => statement.values);
    const result = await first.send(trip.map(({ sql }) => sql).join(';\n'), values);
    const results = trip.length === 1 ? [result] : (result as unknown[]);
    trip.forEach(({ resolve }, index) => resolve(results[index]));
  } catch (error) {
    for (const { reject } of trip) reject(error);
  }
}
