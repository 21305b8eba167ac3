import { describe, expect, it } from '@jest/globals';
import type { QueryRunner } from 'typeorm';
import { migrations } from '../../src/database/migrations/index.js';
import { type Breach, breachesOf } from './migration-rules.js';

interface Accepted {
  readonly breaches: readonly Breach[];
  readonly reason: string;
}

/** What was looked at by a person, with why the release before can bear it. Nothing is added here without a reason. */
const ACCEPTED: Readonly<Record<string, Accepted>> = {
  Refunds1795000000002: {
    breaches: ['adds a constraint'],
    reason: 'of a column that it adds: the release before leaves it at 0',
  },
  UserPublicIds1796000000500: {
    breaches: ['changes a column', 'adds a unique key'],
    reason: 'of a column that it has just added, filled and given a default',
  },
  RefundLines1798000000000: {
    breaches: ['adds a constraint', 'adds a constraint'],
    reason: 'of columns that it adds: the release before leaves them at 0',
  },
  AfterSales1798000001200: {
    breaches: ['adds a constraint'],
    reason: 'of a column that it adds: the release before leaves it at 0',
  },
  OrderLists1798000003000: {
    breaches: ['drops a key'],
    reason:
      'the release before names it in no statement, and the key that it adds begins with the state',
  },
  StateLists1798000003100: {
    breaches: ['drops a key', 'drops a key', 'drops a key'],
    reason:
      'the release before names them in no statement, and those that take their place begin with the state',
  },
};

/** The statements of a migration, without a database: whatever it reads is empty. */
async function statementsOf(Migration: (typeof migrations)[number]): Promise<string[]> {
  const sent: string[] = [];
  const query = (sql: string) => {
    sent.push(sql);
    return Promise.resolve([]);
  };
  await new Migration().up({ query } as unknown as QueryRunner);
  return sent;
}

describe('migrations only add: the release before runs on the same database', () => {
  it.each(migrations.map((one) => [one.name, one] as const))('%s', async (name, Migration) => {
    const breaches = (await statementsOf(Migration)).flatMap(breachesOf);
    expect(breaches).toEqual(ACCEPTED[name]?.breaches ?? []);
  });

  it('and what is accepted all the same is there', () => {
    const names = new Set(migrations.map(({ name }) => name));
    expect(Object.keys(ACCEPTED).filter((name) => !names.has(name))).toEqual([]);
  });
});

describe('a statement', () => {
  it.each<[string, readonly Breach[]]>([
    ['DROP TABLE carts', ['drops a table']],
    ['ALTER TABLE orders DROP COLUMN remark', ['drops a column']],
    ['ALTER TABLE orders DROP remark', ['drops a column']],
    ['ALTER TABLE orders DROP KEY ix_orders_user', ['drops a key']],
    ['DROP INDEX ix_orders_user ON orders', ['drops a key']],
    ['ALTER TABLE orders DROP CONSTRAINT ck_orders', ['drops a constraint']],
    ['ALTER TABLE orders RENAME COLUMN remark TO words', ['renames']],
    ['RENAME TABLE orders TO deals', ['renames']],
    ['ALTER TABLE orders MODIFY remark TEXT NULL', ['changes a column']],
    ['ALTER TABLE orders CHANGE COLUMN remark words TEXT', ['changes a column']],
    ['ALTER TABLE orders ALTER COLUMN state SET DEFAULT 0', ['changes a column']],
    ['ALTER TABLE orders ADD COLUMN a INT NOT NULL', ['adds a column that must be given']],
    [
      "ALTER TABLE orders ADD a INT NOT NULL COMMENT 'no DEFAULT'",
      ['adds a column that must be given'],
    ],
    ['ALTER TABLE orders ADD COLUMN a INT, ADD UNIQUE KEY uq (a)', ['adds a unique key']],
    ['ALTER TABLE orders ADD CONSTRAINT ck CHECK (a > 0)', ['adds a constraint']],
    ['ALTER TABLE orders ADD COLUMN a INT NULL, ADD KEY ix (a, b)', []],
    ['ALTER TABLE orders ADD COLUMN a DECIMAL(12,2) NOT NULL DEFAULT 0', []],
    ['ALTER TABLE orders ADD COLUMN a INT GENERATED ALWAYS AS (b) VIRTUAL', []],
    ['CREATE TABLE gifts (id INT NOT NULL PRIMARY KEY, UNIQUE KEY uq (id))', []],
    ["UPDATE orders SET remark = 'DROP TABLE orders'", []],
  ])('%s', (sql, breaches) => {
    expect(breachesOf(sql)).toEqual(breaches);
  });
});
