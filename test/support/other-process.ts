import type { INestApplicationContext, Type } from '@nestjs/common';
import { Transactions } from '../../src/database/transactions.js';
import { CheckoutBatches } from '../../src/payment/model/checkout-batches.js';

/**
 * One more of a class, with the application's own parts but for the batches, as another process has it: its requests share
 * no transaction with those of the application.
 */
export function asInOtherProcess<Made>(app: INestApplicationContext, type: Type<Made>): Made {
  const types = Reflect.getMetadata('design:paramtypes', type) as Type[];
  const named = (Reflect.getMetadata('self:paramtypes', type) ?? []) as {
    readonly index: number;
    readonly param: symbol;
  }[];
  const tokens = new Map<number, symbol>(named.map(({ index, param }) => [index, param]));
  const batches = new CheckoutBatches(app.get(Transactions, { strict: false }));
  const parts = types.map((one, index) =>
    one === CheckoutBatches
      ? batches
      : app.get<unknown>(tokens.get(index) ?? one, { strict: false }),
  );
  return new type(...parts);
}
