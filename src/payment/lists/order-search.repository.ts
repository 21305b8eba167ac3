import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  type Ask,
  askOf,
  type KeysetList,
  type KeysetPart,
  type Position,
  readKeyset,
} from '../../database/keyset.js';
import { foldedName } from '../../auth/folded-name.js';
import { plusMs } from '../../kernel/clock.js';
import { waitingCaseSql } from '../model/waiting-cases.js';
import { mobileIs, type MobileSearch } from './order-filter.js';
import { mobileDigits, type SearchForm } from './search-forms.js';

/** Why somebody has to look at an order; `attention`: for any of the others. */
export const NEEDS = ['attention', 'overdue', 'refund', 'afterSale', 'incident'] as const;

export type Need = (typeof NEEDS)[number];

/** What a text that was looked for led to. */
export interface Found {
  readonly ids?: readonly string[];
  readonly userId?: number;
  readonly mobile?: MobileSearch;
}

/** Of each kind of trouble so many orders are listed at most, the oldest. */
const MOST_TROUBLES = 2_000;
/** A tracking number leads to so many orders at most: they may travel in one parcel. */
const MOST_OF_NUMBER = 100;
/** The poller needs a moment after a deadline. */
const OVERDUE_MS = 60_000;

// Raw: each part goes by an index of what is open, and none reads what has ended.
const TROUBLES = {
  overdue: `(SELECT id FROM orders FORCE INDEX (ix_orders_state) WHERE state = 'PENDING_PAYMENT'
    AND expires_at < ?
    ORDER BY created_at LIMIT ${MOST_TROUBLES})`,
  refund: `(SELECT order_id AS id FROM refunds FORCE INDEX (ix_refunds_state)
    WHERE order_id IS NOT NULL
      AND (state IN ('REQUESTED', 'UNKNOWN') OR (state = 'PROCESSING' AND fault IS NOT NULL))
    LIMIT ${MOST_TROUBLES})`,
  afterSale: `(SELECT order_id AS id FROM after_sales FORCE INDEX (ix_after_sales_state)
    WHERE ${waitingCaseSql()} LIMIT ${MOST_TROUBLES})`,
  incident: `(SELECT order_id AS id FROM incidents FORCE INDEX (ix_incidents_state)
    WHERE state = 'OPEN' AND order_id IS NOT NULL LIMIT ${MOST_TROUBLES})`,
} as const;

type Trouble = keyof typeof TROUBLES;

const TROUBLE_KINDS = NEEDS.filter((need): need is Trouble => need !== 'attention');

/** The instants that a statement compares with. */
const TROUBLE_DEADLINES: Partial<Record<Trouble, (now: Date) => Date[]>> = {
  overdue: (now) => [plusMs(now, -OVERDUE_MS)],
  afterSale: (now) => [now],
};

/** Finds orders by what people know of them. Reads alone. */
@Injectable()
export class OrderSearchRepository {
  private readonly ask: Ask;

  // Raw: a list names the index by which it is read, and joins what the entities do not know of each other.
  constructor(dataSource: DataSource) {
    this.ask = askOf(dataSource);
  }

  /** A part of a list, and where the next one goes on. */
  page(list: KeysetList, after: Position | null, limit: number): Promise<KeysetPart> {
    return readKeyset(this.ask, list, after, limit);
  }

  /** What a text of a form leads to; null: to nothing. */
  find(form: SearchForm, text: string): Promise<Found | null> {
    switch (form) {
      case 'number':
        return this.byNumber(text);
      case 'tracking':
        return this.byTracking(text);
      case 'mobile':
        return this.byMobile({ tail: text.slice(-4), digits: mobileDigits(text) });
      case 'mobileTail':
        return this.byMobile({ tail: text, digits: null });
      case 'userName':
        return this.byUserName(text);
    }
  }

  /** The row's number of the user with a public id. */
  // Raw: users have no front door for it, and two columns are enough.
  async userId(publicId: string): Promise<number | null> {
    const [user] = await this.ask<{ id: number }>('SELECT id FROM users WHERE public_id = ?', [
      publicId,
    ]);
    return user?.id ?? null;
  }

  /** The orders that somebody has to look at, at most 2,000 of each kind of trouble. */
  async inTrouble(need: Need, now: Date): Promise<string[]> {
    const kinds = need === 'attention' ? TROUBLE_KINDS : [need];
    const sql = kinds.map((kind) => TROUBLES[kind]).join(' UNION ');
    const rows = await this.ask<{ id: string }>(
      sql,
      kinds.flatMap((kind) => TROUBLE_DEADLINES[kind]?.(now) ?? []),
    );
    return rows.map(({ id }) => id);
  }

  // Raw: numbers of three tables, each by its unique key.
  private async byNumber(text: string): Promise<Found | null> {
    return idsOf(
      await this.ask(
        `SELECT id FROM orders WHERE order_no = ?
         UNION SELECT order_id FROM payments WHERE out_trade_no = ?
         UNION SELECT order_id FROM payments WHERE trade_no = ?`,
        [text, text, text],
      ),
    );
  }

  // Raw: the index of one column.
  private async byTracking(text: string): Promise<Found | null> {
    const numbers = [text, text.toUpperCase()];
    return idsOf(
      await this.ask(
        `SELECT order_id AS id FROM shipments WHERE tracking_number IN (?) LIMIT ${MOST_OF_NUMBER}`,
        [numbers],
      ),
    );
  }

  // Raw: the columns are the database's own, and no entity writes them.
  private async byMobile(mobile: MobileSearch): Promise<Found | null> {
    const { sql, values } = mobileIs(mobile);
    const [one] = await this.ask(
      `SELECT k.id FROM orders k FORCE INDEX (ix_orders_mobile) WHERE ${sql} LIMIT 1`,
      values,
    );
    return one === undefined ? null : { mobile };
  }

  // Raw: users have no front door for it, and two columns are enough.
  private async byUserName(text: string): Promise<Found | null> {
    const [user] = await this.ask<{ id: number; username: string }>(
      'SELECT id, username FROM users WHERE username = ?',
      [text],
    );
    const isMeant = user !== undefined && foldedName(user.username) === foldedName(text);
    return isMeant ? { userId: user.id } : null;
  }
}

function idsOf(rows: readonly { readonly id: string }[]): Found | null {
  return rows.length === 0 ? null : { ids: rows.map(({ id }) => id) };
}
