import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'mysql2';
import { DataSource } from 'typeorm';
import { keeperOf } from './connection-keeper.js';

/** What the database's server does: everything, or no writes. */
export const SERVER_STATES = ['up', 'reads-only'] as const;

export type ServerState = (typeof SERVER_STATES)[number];

interface ReadOnlyRow {
  readonly server: unknown;
  readonly innodb: unknown;
}

const READ_ONLY = 'SELECT @@global.read_only AS server, @@global.innodb_read_only AS innodb';
/** A switch that is off: servers tell it as a number, newer ones that have more than two positions as a word. */
const OFF = new Set(['0', 'OFF']);

/** The server behind the connections. */
@Injectable()
export class DatabaseServer {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /**
   * Asks whether it takes writes. When it does not, the connections to it are given up, for new ones may lead to the
   * server that took its place. Throws what the driver throws when nobody answers.
   */
  async look(): Promise<ServerState> {
    const [row]: ReadOnlyRow[] = await this.dataSource.query(READ_ONLY);
    if (row === undefined || [row.server, row.innodb].every(isOff)) return 'up';
    const { pool } = this.dataSource.driver as unknown as { readonly pool: Pool };
    keeperOf(pool).renewAll();
    return 'reads-only';
  }
}

function isOff(position: unknown): boolean {
  return OFF.has(String(position));
}
