import type { OrderLine } from './order-record.js';

/** What an order is called where there is room for one line: its first line and how many pieces it has. Pure. */
export function orderTitle(lines: readonly Pick<OrderLine, 'name' | 'count'>[]): string {
  const pieces = lines.reduce((total, { count }) => total + count, 0);
  const name = lines[0]?.name ?? '';
  return `${name} ${lines.length > 1 ? '等' : ''}${pieces}件`;
}
