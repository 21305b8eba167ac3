import type { QrCode, Session } from './trade-repository.js';
import { checkCall, isPageMethod, type Call } from '../gateway/call.js';
import { newToken, newTradeNo } from '../ids.js';
import { addToUrl, returnFields } from './messages.js';
import { mayBeOpened, open, readOrder, type Order } from './order.js';
import { done, refused, type Outcome } from '../gateway/refusals.js';
import { signMessage, type Parameters } from '../gateway/signing.js';
import type { Trade } from './trade.js';
import { gateOf, type World } from '../world.js';

/** A QR code lives two hours at most, whatever `time_expire` says. */
const QR_LIFE_MS = 2 * 3_600_000;

function openOrder(world: World, order: Order): Outcome<Session> {
  const now = world.clock.now();
  const before = world.trades.find(order.outTradeNo);
  const opened = open(before, order, now, () => newTradeNo(now));
  if (!opened.ok) return opened;
  world.trades.put(opened.value);
  const session: Session = { token: newToken(), outTradeNo: order.outTradeNo, order };
  world.trades.addSession(session);
  return done(session);
}

/** The buyer opens a checked pay link (page, wap) or order string (app): the trade comes to exist. */
export function openCall(world: World, call: Call): Outcome<Session> {
  const order = readOrder(call, world.identity.sellerId, world.clock.now());
  return order.ok ? openOrder(world, order.value) : order;
}

/** `alipay.trade.precreate`: a QR code for the order. No trade exists before it is scanned. */
export function giveQrCode(world: World, call: Call): Outcome<QrCode> {
  const now = world.clock.now();
  const order = readOrder(call, world.identity.sellerId, now);
  if (!order.ok) return order;
  const may = mayBeOpened(world.trades.find(order.value.outTradeNo), order.value, now);
  if (!may.ok) return may;
  const qrCode: QrCode = { token: newToken(), order: order.value, diesAt: now + QR_LIFE_MS };
  world.trades.addQrCode(qrCode);
  return done(qrCode);
}

/** The text in the QR picture. */
export function qrAddress(world: World, qrCode: QrCode): string {
  return `${world.publicUrl}/qr/${qrCode.token}`;
}

/** The buyer's phone scans a QR code. */
export function scan(world: World, token: string): Outcome<Session> {
  const qrCode = world.trades.qrCode(token);
  if (!qrCode) return refused('ACQ.TRADE_NOT_EXIST', '二维码不存在');
  if (world.clock.now() >= qrCode.diesAt) return refused('ACQ.TRADE_HAS_CLOSE', '二维码已失效');
  return openOrder(world, qrCode.order);
}

/** The parameters of a pay link or of an order string; a key that comes twice counts by its last value. */
function linkParameters(link: string): Parameters {
  const query = link.includes('?') ? link.slice(link.indexOf('?') + 1) : link;
  return Object.fromEntries(new URLSearchParams(query.split('#', 1)[0]));
}

/** Opens whatever a merchant hands to a buyer: a pay link, an order string for the app, or a QR code's text. */
export function openLink(world: World, link: string): Outcome<Session> {
  const token = /\/qr\/(\w+)$/.exec(link)?.[1];
  if (token !== undefined) return scan(world, token);
  const checked = checkCall(linkParameters(link), gateOf(world));
  if (!checked.ok) return checked;
  if (!isPageMethod(checked.call.method)) return refused('isv.invalid-method', '不是支付链接');
  return openCall(world, checked.call);
}

/** Where the browser goes after payment: `return_url` with signed parameters; null for app and QR code. */
export function returnAddress(world: World, session: Session, trade: Trade): string | null {
  const { returnUrl, method } = session.order;
  const browser = method === 'alipay.trade.page.pay' || method === 'alipay.trade.wap.pay';
  if (!browser || returnUrl === null) return null;
  const fields = returnFields(trade, method, world.identity, world.clock.now());
  return addToUrl(returnUrl, signMessage(fields, world.alipayPrivateKey));
}
