import type { Session } from '../trades/trade-repository.js';
import { payTrade } from '../trades/trade-actions.js';
import { qrAddress, returnAddress } from '../trades/checkout.js';
import { html, seeOther, type Reply } from '../http.js';
import { cashierPage, leftPage } from '../pages/cashier.js';
import { qrPage } from '../pages/qr.js';
import { refusalPage } from '../pages/refusal.js';
import { refusal } from '../gateway/refusals.js';
import type { Trade } from '../trades/trade.js';
import type { World } from '../world.js';

function withSession(
  world: World,
  token: string,
  answer: (session: Session, trade: Trade) => Reply,
): Reply {
  const session = world.trades.session(token);
  const trade = session && world.trades.find(session.outTradeNo);
  if (!trade) return html(404, refusalPage(refusal('ACQ.TRADE_NOT_EXIST', '收银台已失效')));
  return answer(session, trade);
}

/** `GET /cashier/:token`: the cashier again, or what became of the trade. */
export function cashier(world: World, token: string): Reply {
  return withSession(world, token, (session, trade) =>
    html(200, cashierPage(session, trade, world.clock.now())),
  );
}

/** `POST /cashier/:token/pay`: pays, and leads back to the shop, or to the result where no return_url was given. */
export function pay(world: World, token: string): Reply {
  return withSession(world, token, (session) => {
    const paid = payTrade(world, session.outTradeNo);
    if (!paid.ok) return html(200, refusalPage(paid.refusal));
    return seeOther(returnAddress(world, session, paid.value) ?? `/cashier/${token}`);
  });
}

/** `POST /cashier/:token/leave`: the buyer goes away without paying; the trade stays open. */
export function leave(world: World, token: string): Reply {
  return withSession(world, token, (session) =>
    seeOther(session.order.quitUrl ?? `/cashier/${token}/left`),
  );
}

export function left(world: World, token: string): Reply {
  return withSession(world, token, (session, trade) => html(200, leftPage(session, trade)));
}

/** `GET /qr/:token/picture`: the QR code on a screen, for a phone or for the button below it. */
export async function qrPicture(world: World, token: string): Promise<Reply> {
  const qrCode = world.trades.qrCode(token);
  if (!qrCode) return html(404, refusalPage(refusal('ACQ.TRADE_NOT_EXIST', '二维码不存在')));
  return html(200, await qrPage(qrCode, qrAddress(world, qrCode)));
}
