import { newNotifyId } from '../ids.js';
import { depositBackFields, notifyFields } from './messages.js';
import { done, refused, type Outcome } from '../gateway/refusals.js';
import {
  cancel,
  makeRefund,
  type Cancelled,
  type Refunded,
  type RefundRequest,
} from './refunding.js';
import { close, finish, pay, type Refund, type Trade } from './trade.js';
import type { World } from '../world.js';

/** Writes a changed trade down and tells the merchant, unless that is lost: the only place where both happen. */
function record(world: World, trade: Trade, because: Refund | null = null, isTold = true): void {
  world.trades.put(trade);
  if (!isTold) return;
  const notifyId = newNotifyId(world.clock.now());
  world.notifySender.post(
    trade.notifyUrl,
    notifyFields(trade, because, notifyId, world.identity),
    trade.outTradeNo,
  );
}

export function payTrade(world: World, outTradeNo: string): Outcome<Trade> {
  const trade = world.trades.find(outTradeNo);
  if (!trade) return refused('ACQ.TRADE_NOT_EXIST');
  const paid = pay(trade, world.clock.now());
  if (paid.ok) record(world, paid.value);
  return paid;
}

/** A buyer may have paid in the very instant in which the trade was to be closed. */
export function closeTrade(world: World, asked: Trade): Outcome<Trade> {
  const isOpen = asked.status === 'WAIT_BUYER_PAY';
  const paid = isOpen && world.faults.happens('payAtClose') && payTrade(world, asked.outTradeNo);
  const trade = paid && paid.ok ? paid.value : asked;
  const closed = close(trade, 'close', world.clock.now());
  if (closed.ok) record(world, closed.value);
  return closed;
}

export function cancelTrade(world: World, trade: Trade): Outcome<Cancelled> {
  const cancelled = cancel(trade, world.clock.now());
  if (cancelled.ok && cancelled.value.did) {
    record(world, cancelled.value.trade, cancelled.value.refund);
  }
  return cancelled;
}

/** `isTold` false: the notify is lost for good, as of refunds on Alipay's own pages it may be. */
export function refundTrade(
  world: World,
  trade: Trade,
  request: RefundRequest,
  isTold = true,
): Outcome<Refunded> {
  const refunded = makeRefund(trade, request, world.clock.now());
  if (!refunded.ok || !refunded.value.fundChange) return refunded;
  if (world.faults.happens('emptyBalance')) return refused('ACQ.SELLER_BALANCE_NOT_ENOUGH');
  record(world, refunded.value.trade, refunded.value.refund, isTold);
  return refunded;
}

export function finishTrade(world: World, trade: Trade): Outcome<Trade> {
  const finished = finish(trade);
  if (finished.ok) record(world, finished.value);
  return finished;
}

/**
 * The buyer's bank has taken a refund to a card (S), has not (F), or has not answered yet (P). A query says so from now on,
 * and of the first two a message tells. Only a refund that asked for it is told of;
 * for want of a gateway address of the application it goes to the trade's `notify_url`.
 */
export function tellDepositBack(
  world: World,
  trade: Trade,
  outRequestNo: string | undefined,
  status: 'S' | 'F' | 'P',
): Outcome<Trade> {
  const isMeant = (refund: Refund) =>
    outRequestNo === undefined || refund.outRequestNo === outRequestNo;
  const refund = trade.refunds.findLast(isMeant);
  if (refund?.asksDepositBack !== true) {
    return refused('ACQ.INVALID_PARAMETER', '没有以 query_options 要求 deposit_back_info 的退款');
  }
  const now = world.clock.now();
  const answered = { ...refund, bank: { status, at: now } };
  const refunds = trade.refunds.map((one) => (one === refund ? answered : one));
  const changed = { ...trade, refunds };
  world.trades.put(changed);
  if (status === 'P') return done(changed);
  const how = { status, notifyId: newNotifyId(now), now };
  const fields = depositBackFields(changed, answered, how, world.identity);
  world.notifySender.post(trade.notifyUrl, fields, trade.outTradeNo);
  return done(changed);
}

/** Closes every unpaid trade whose time has run out. */
export function expireDue(world: World): void {
  const now = world.clock.now();
  for (const trade of world.trades.overdue(now)) {
    const closed = close(trade, 'expire', now);
    if (closed.ok) record(world, closed.value);
  }
}
