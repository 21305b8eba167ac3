import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import {
  type Ask,
  askOf,
  type KeysetList,
  type KeysetPart,
  type Position,
  readKeyset,
} from '../../database/keyset.js';
import { fittingRows, inOrder } from '../../http/listing.js';
import { AfterSaleEntity } from './after-sale.entity.js';

/** An answer has no more lines than these, unless one case alone has. */
const MOST_LINES = 500;

/** Finds cases for lists. Reads alone. */
@Injectable()
export class AfterSaleListRepository {
  private readonly ask: Ask;

  // Raw: a list names the index by which it is read.
  constructor(private readonly dataSource: DataSource) {
    this.ask = askOf(dataSource);
  }

  /** A part of a list, and where the next one goes on. */
  page(list: KeysetList, after: Position | null, limit: number): Promise<KeysetPart> {
    return readKeyset(this.ask, list, after, limit);
  }

  /** How many of some cases, from the first on, have no more lines than one answer should; one at least. */
  // Raw: it counts entries of an index, and no rows.
  async fitting(ids: readonly string[]): Promise<number> {
    const rows = await this.ask<{ id: string; count: string }>(
      `SELECT after_sale_id AS id, COUNT(*) AS count FROM after_sale_lines
       WHERE after_sale_id IN (?) GROUP BY after_sale_id`,
      [ids],
    );
    const lines = new Map(rows.map(({ id, count }) => [id, Number(count)]));
    return fittingRows(ids, lines, MOST_LINES);
  }

  /** Cases by their ids, in that order. */
  async cases(ids: readonly string[]): Promise<AfterSaleEntity[]> {
    const rows = await this.dataSource.manager.findBy(AfterSaleEntity, { id: In(ids) });
    return inOrder(ids, rows, ({ id }) => id);
  }
}
