import { addFen, type Fen, fenToYuan, subtractFen } from '../../kernel/money.js';
import { Problem } from '../../kernel/problem.js';
import { isTradeSum } from '../../kernel/trade-sum.js';
import type { AddressSnapshot, OrderRecord } from './order-record.js';
import type { OrderState } from './order-states.js';

const EDITABLE: readonly OrderState[] = ['PENDING_PAYMENT', 'TO_SHIP'];

/** What staff writes anew to an order that was not shipped; an absent member stays. */
export interface OrderEdit {
  readonly address?:
    { readonly [Member in keyof AddressSnapshot]?: string | undefined } | undefined;
  readonly remark?: string | undefined;
}

/**
 * The address and the remark of an order once it is edited. Throws Problem `order-not-editable` when something of it was
 * shipped or it is over, and `nothing-shipped` for the address of an order of which nothing is shipped. Pure.
 */
export function editedOrder(
  { state, shippedAt, address, remark }: OrderRecord,
  edit: OrderEdit,
): Pick<OrderRecord, 'address' | 'remark'> {
  if (shippedAt !== null || !EDITABLE.includes(state)) {
    throw new Problem('order-not-editable', { state });
  }
  if (edit.address !== undefined && address === null) {
    throw new Problem('nothing-shipped');
  }
  return { address: editedAddress(address, edit.address ?? {}), remark: edit.remark ?? remark };
}

function editedAddress(
  address: AddressSnapshot | null,
  edit: NonNullable<OrderEdit['address']>,
): AddressSnapshot | null {
  const given = Object.entries(edit).filter(([, value]) => value !== undefined);
  return address === null ? null : { ...address, ...Object.fromEntries(given) };
}

/**
 * What an unpaid order costs with this discount, in fen. Throws Problem `order-not-adjustable` when it is not unpaid or is
 * being cancelled, and `discount-too-large` when Alipay would not take what is left. Pure.
 */
export function adjustedPayable(order: OrderRecord, discount: Fen): Fen {
  const { state, cancelRequestedAt, goodsAmount, freight } = order;
  if (state !== 'PENDING_PAYMENT' || cancelRequestedAt !== null) {
    throw new Problem('order-not-adjustable', { state });
  }
  const whole = addFen(goodsAmount, freight);
  const payable = subtractFen(whole, discount < whole ? discount : whole);
  if (isTradeSum(payable)) return payable;
  throw new Problem('discount-too-large', { whole: fenToYuan(whole) });
}
