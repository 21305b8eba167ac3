import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertRows } from '../../database/batching/rows.js';
import type { KeyedRequest, Reply } from './idempotency-record.js';

/** A key and the answer that it was given, as its row says. */
export type KeyRow = Readonly<{
  scope: string;
  idempotency_key: string;
  route: string;
  body_hash: string;
  status: number;
  answer: string;
}>;

/** Reads and writes the rows of idempotency keys. */
@Injectable()
export class IdempotencyRepository {
  /** The rows of these requests' keys, by one statement; those that are not there yet are missing. */
  async findMany(tx: EntityManager, requests: readonly KeyedRequest[]): Promise<KeyRow[]> {
    const isOneOf = requests.map(() => '(scope = ? AND idempotency_key = ?)').join(' OR ');
    // Raw: hot; every request with a key begins with it.
    return tx.query(
      `SELECT scope, idempotency_key, route, body_hash, status, answer FROM idempotency_keys WHERE ${isOneOf}`,
      requests.flatMap(({ scope, key }) => [scope, key]),
    );
  }

  /** Inserts rows by one statement. Throws a duplicate when one of the keys is there. */
  async insert(
    tx: EntityManager,
    rows: readonly (KeyRow & { readonly created_at: Date })[],
  ): Promise<void> {
    if (rows.length > 0) await insertRows(tx, 'idempotency_keys', rows);
  }

  /** Sets the answer of a key whose row the transaction has inserted. */
  async setAnswer(
    tx: EntityManager,
    { scope, key }: Pick<KeyedRequest, 'scope' | 'key'>,
    { status, body }: Reply<unknown>,
  ): Promise<void> {
    // Raw: hot; every request with a key ends with it.
    await tx.query(
      'UPDATE idempotency_keys SET status = ?, answer = ? WHERE scope = ? AND idempotency_key = ?',
      [status, JSON.stringify(body ?? null), scope, key],
    );
  }
}
