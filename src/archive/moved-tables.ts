/** A table whose rows go with their order, and how they belong to it. */
export interface MovedTable {
  readonly table: string;
  /** The column that says whose a row is. */
  readonly key: string;
  /** The table whose ids stand in `key`; null: the row is the order itself. */
  readonly parent: string | null;
}

const of = (parent: string | null, key: string, ...tables: readonly string[]): MovedTable[] =>
  tables.map((table) => ({ table, key, parent }));

/** What makes an order, each table behind the one that it belongs to. */
export const MOVED_TABLES: readonly MovedTable[] = [
  ...of(null, 'id', 'orders'),
  ...of('orders', 'order_id', 'order_lines', 'payments'),
  ...of('payments', 'payment_id', 'payment_evidence'),
  ...of('orders', 'order_id', 'refunds'),
  ...of('refunds', 'refund_id', 'refund_lines'),
  ...of('orders', 'order_id', 'shipments'),
  ...of('shipments', 'shipment_id', 'shipment_lines'),
  ...of('orders', 'order_id', 'after_sales'),
  ...of('after_sales', 'after_sale_id', 'after_sale_lines'),
  ...of('orders', 'order_id', 'incidents', 'outbox'),
];

/** A row as the archive has it: each value as text, for text is exact. */
export type KeptRow = Readonly<Record<string, string | null>>;

/** Rows by table. */
export type KeptRows = ReadonlyMap<string, readonly KeptRow[]>;
