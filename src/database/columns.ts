import { Column, type ColumnOptions } from 'typeorm';
import { type Fen, fenToYuan, yuanToFen } from '../kernel/money.js';

const moneyTransformer = {
  to: (amount: Fen | null | undefined) =>
    amount === null || amount === undefined ? amount : fenToYuan(amount),
  from: (yuan: string | null) => (yuan === null ? null : yuanToFen(yuan)),
};

/** Money: fen in the program, `DECIMAL(12,2)` yuan in the database. */
export function MoneyColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({
    ...options,
    type: 'decimal',
    precision: 12,
    scale: 2,
    transformer: moneyTransformer,
  });
}

/** An instant: UTC, to the millisecond. */
export function InstantColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ ...options, type: 'datetime', precision: 3 });
}
