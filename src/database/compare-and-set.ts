import { type EntityManager, type EntityTarget, IsNull, type ObjectLiteral } from 'typeorm';
import { nextState, type StateTable } from '../kernel/state-table.js';

/** Rows whose state moves along a table. */
export interface StatefulRows<State extends string, Event extends string> {
  readonly entity: EntityTarget<ObjectLiteral>;
  readonly table: StateTable<State, Event>;
}

/**
 * Moves a row by an event, with its other changes: false, and unchanged, when the table refuses the event, or the row is
 * not as it was read any more.
 */
export async function moveRow<State extends string, Event extends string>(
  tx: EntityManager,
  { entity, table }: StatefulRows<State, Event>,
  asRead: { readonly id: string; readonly state: State },
  event: Event,
  change: ObjectLiteral,
): Promise<boolean> {
  const state = nextState(table, asRead.state, event);
  return state !== null && changeAsRead(tx, entity, asRead, { ...change, state });
}

/** Changes a row that still has the members `asRead`: false, and unchanged, when it has not. */
export async function changeAsRead(
  tx: EntityManager,
  entity: EntityTarget<ObjectLiteral>,
  asRead: Readonly<Record<string, string | Date | null>>,
  change: ObjectLiteral,
): Promise<boolean> {
  const members = Object.entries(asRead).map(([name, value]) => [name, value ?? IsNull()] as const);
  const update = tx.createQueryBuilder().update(entity).set(change);
  const { affected } = await update.where(Object.fromEntries(members)).execute();
  return affected === 1;
}
