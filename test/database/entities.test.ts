import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DataSource, getMetadataArgsStorage } from 'typeorm';
import { type FreshSource, freshSource } from '../support/database.js';

const ROOT = join(import.meta.dirname, '../../src');

type EntityClass = new () => object;
type Column = DataSource['entityMetadatas'][number]['columns'][number];

async function entitiesOfSource(): Promise<EntityClass[]> {
  const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' });
  const own = files.filter((file) => file.endsWith('.entity.ts'));
  const exported = new Set<unknown>();
  // One after the other: Jest does not bear to link modules that share others at the same time.
  for (const file of own) {
    const found: object = await import(join(ROOT, file));
    for (const one of Object.values(found)) exported.add(one);
  }
  const { tables } = getMetadataArgsStorage();
  return tables.map(({ target }) => target as EntityClass).filter((one) => exported.has(one));
}

interface Told {
  readonly name: string;
  readonly type: string;
  readonly whole: string;
  readonly length: string | number | null;
  readonly nullable: string;
}

/** What a real column is like, as far as an entity says. */
function realOf({ name, type, whole, length, nullable }: Told): string {
  const size = /char/.test(type) ? `(${length})` : '';
  return [
    `${name} ${type}${size}`,
    ...(/unsigned/.test(whole) ? ['unsigned'] : []),
    ...(nullable === 'YES' ? ['or null'] : []),
  ].join(' ');
}

/** What an entity says of a column. JSON and flags are said by what they are kept in. */
function saidOf(column: Column, real: Told | undefined): string {
  const kept = new Map<unknown, string>([
    ['boolean', 'tinyint'],
    // A text of any length.
    ['simple-json', real?.type ?? 'longtext'],
  ]);
  const type = kept.get(column.type) ?? String(column.type);
  const length = column.type === 'simple-json' ? real?.length : column.length;
  return [
    `${column.databaseName} ${type}${/char/.test(type) ? `(${length})` : ''}`,
    ...(column.unsigned ? ['unsigned'] : []),
    ...(column.isNullable ? ['or null'] : []),
  ].join(' ');
}

describe('an entity', () => {
  let fresh: FreshSource;

  beforeAll(async () => {
    fresh = await freshSource({}, await entitiesOfSource());
  });
  afterAll(() => fresh?.close());

  it('says of its columns what their table says', async () => {
    const { entityMetadatas } = fresh.source;
    expect(entityMetadatas.length).toBeGreaterThan(12);
    for (const { tableName, columns } of entityMetadatas) {
      const told = await fresh.database.query<Told>(
        `SELECT column_name AS name, data_type AS type, column_type AS whole,
           character_maximum_length AS length, is_nullable AS nullable
         FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ?`,
        [tableName],
      );
      const byName = new Map(told.map((one) => [one.name, one]));
      const real = columns.flatMap((column) => byName.get(column.databaseName) ?? []).map(realOf);
      const said = columns.map((column) => saidOf(column, byName.get(column.databaseName)));
      expect({ tableName, columns: said }).toEqual({ tableName, columns: real });
    }
  });
});
