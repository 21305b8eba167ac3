import { newToken } from '../ids.js';
import { yuanFromFen } from '../money.js';
import { refused, type Outcome } from '../gateway/refusals.js';
import { openLink, returnAddress } from '../trades/checkout.js';
import { ledgerTrade, type LedgerTrade } from '../trades/ledger.js';
import {
  expireDue,
  finishTrade,
  payTrade,
  refundTrade,
  tellDepositBack,
} from '../trades/trade-actions.js';
import type { Session } from '../trades/trade-repository.js';
import { refundedFen, type Trade } from '../trades/trade.js';
import type { World } from '../world.js';

/** A buyer in the same process: does what the cashier's forms do. */
export interface Buyer {
  /** Opens a pay link, an order string or a QR code's text; the trade comes to exist. */
  open(link: string): Outcome<LedgerTrade>;
  /** Pays an opened trade; answers where the browser would be sent, null for app and QR code. */
  pay(
    outTradeNo: string,
  ): Outcome<{ readonly trade: LedgerTrade; readonly returnUrl: string | null }>;
}

/** What the seller does on Alipay's own site, behind the merchant's back. */
export interface Console {
  /** `amount` in yuan; the rest of the trade when absent. */
  refund(outTradeNo: string, amount?: string, outRequestNo?: string): Outcome<LedgerTrade>;
  /** As `refund`, and its notify is lost for good. */
  refundUnheard(outTradeNo: string, amount?: string, outRequestNo?: string): Outcome<LedgerTrade>;
  /** The refund window ends: TRADE_FINISHED. */
  finish(outTradeNo: string): Outcome<LedgerTrade>;
  /** The buyer's bank has taken a refund to a card (S), has not (F, unless said), or has not answered yet (P). */
  bounce(outTradeNo: string, outRequestNo?: string, status?: 'S' | 'F' | 'P'): Outcome<LedgerTrade>;
}

function withTrade<T>(
  world: World,
  outTradeNo: string,
  work: (trade: Trade) => Outcome<T>,
): Outcome<T> {
  expireDue(world);
  const trade = world.trades.find(outTradeNo);
  return trade ? work(trade) : refused('ACQ.TRADE_NOT_EXIST');
}

/** The trade as it stands after an action, or the action's refusal. */
function shown(world: World, outTradeNo: string, result: Outcome<unknown>): Outcome<LedgerTrade> {
  if (!result.ok) return result;
  return withTrade(world, outTradeNo, (trade) => ({ ok: true, value: ledgerTrade(world, trade) }));
}

/** The buyer of a simulator. */
export function makeBuyer(world: World): Buyer {
  const backTo = (session: Session | null, trade: Trade) =>
    session && returnAddress(world, session, trade);
  return {
    open: (link) => {
      expireDue(world);
      const opened = openLink(world, link);
      return opened.ok ? shown(world, opened.value.outTradeNo, opened) : opened;
    },
    pay: (outTradeNo) =>
      withTrade(world, outTradeNo, () => {
        const paid = payTrade(world, outTradeNo);
        if (!paid.ok) return paid;
        const returnUrl = backTo(world.trades.lastSession(outTradeNo), paid.value);
        return { ok: true, value: { trade: ledgerTrade(world, paid.value), returnUrl } };
      }),
  };
}

/** The pages of Alipay on which a seller acts. */
export function makeConsole(world: World): Console {
  const refundBy =
    (isTold: boolean): Console['refund'] =>
    (outTradeNo, amount, outRequestNo = newToken()) => {
      const refunded = withTrade(world, outTradeNo, (trade) => {
        const rest = yuanFromFen(trade.totalFen - refundedFen(trade));
        const request = { outRequestNo, amount: amount ?? rest, reason: null };
        return refundTrade(world, trade, request, isTold);
      });
      return shown(world, outTradeNo, refunded);
    };
  return {
    refund: refundBy(true),
    refundUnheard: refundBy(false),
    bounce: (outTradeNo, outRequestNo, status = 'F') => {
      const told = withTrade(world, outTradeNo, (trade) =>
        tellDepositBack(world, trade, outRequestNo, status),
      );
      return shown(world, outTradeNo, told);
    },
    finish: (outTradeNo) =>
      shown(
        world,
        outTradeNo,
        withTrade(world, outTradeNo, (trade) => finishTrade(world, trade)),
      ),
  };
}
