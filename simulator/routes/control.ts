import { chinaTime, parseChinaTime } from '../china-time.js';
import {
  closeTrade,
  expireDue,
  finishTrade,
  payTrade,
  refundTrade,
  tellDepositBack,
} from '../trades/trade-actions.js';
import { openLink, qrAddress, returnAddress } from '../trades/checkout.js';
import { json, problem, type Asked, type Reply } from '../http.js';
import { newToken } from '../ids.js';
import { ledger, ledgerTrade } from '../trades/ledger.js';
import { yuanFromFen } from '../money.js';
import { refused, type Outcome } from '../gateway/refusals.js';
import { refundedFen, type Trade } from '../trades/trade.js';
import type { World } from '../world.js';

type Fields = Readonly<Record<string, unknown>>;

/** A JSON object, a form, or nothing; null when it is none of them. */
function fieldsOf(asked: Asked): Fields | null {
  if (asked.body === '') return {};
  if (asked.isForm) return Object.fromEntries(new URLSearchParams(asked.body));
  try {
    const value: unknown = JSON.parse(asked.body);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Fields)
      : null;
  } catch {
    return null;
  }
}

/** Answers with the body's members, or says that there are none. */
export function withFields(asked: Asked, answer: (fields: Fields) => Reply): Reply {
  const fields = fieldsOf(asked);
  return fields ? answer(fields) : problem(400, 'the body must be a JSON object');
}

/** `GET /simulator/trades`: the ledger. */
export function trades(world: World): Reply {
  const qrCodes = world.trades.unscanned(world.clock.now()).map((one) => ({
    out_trade_no: one.order.outTradeNo,
    total_amount: yuanFromFen(one.order.totalFen),
    qr_code: qrAddress(world, one),
  }));
  const now = chinaTime(world.clock.now());
  return json(200, { now, trades: ledger(world), unscanned_qr_codes: qrCodes });
}

export function oneTrade(world: World, outTradeNo: string): Reply {
  const trade = world.trades.find(outTradeNo);
  return trade ? json(200, ledgerTrade(world, trade)) : problem(404, 'no such trade');
}

/** Opens the link that was handed in, or scans the order's QR code, unless the trade exists already. */
function ensureOpen(world: World, outTradeNo: string, fields: Fields): Outcome<unknown> {
  const { link } = fields;
  if (typeof link === 'string') {
    const opened = openLink(world, link);
    if (!opened.ok || opened.value.outTradeNo === outTradeNo) return opened;
    return refused('ACQ.INVALID_PARAMETER', `link 属于订单 ${opened.value.outTradeNo}`);
  }
  const qrCode = world.trades.qrCodeOf(outTradeNo, world.clock.now());
  if (qrCode) return openLink(world, qrAddress(world, qrCode));
  return world.trades.find(outTradeNo)
    ? { ok: true, value: null }
    : refused('ACQ.TRADE_NOT_EXIST', 'open its pay link first: {"link": "…"}');
}

function refundByHand(world: World, trade: Trade, fields: Fields): Outcome<unknown> {
  const { amount, out_request_no: outRequestNo, notify } = fields;
  const request = {
    outRequestNo: typeof outRequestNo === 'string' ? outRequestNo : newToken(),
    amount: amount ?? yuanFromFen(trade.totalFen - refundedFen(trade)),
    reason: '卖家在支付宝后台退款',
  };
  return refundTrade(world, trade, request, notify !== false);
}

function bounceByHand(world: World, trade: Trade, fields: Fields): Outcome<unknown> {
  const { out_request_no: outRequestNo, status } = fields;
  const number = typeof outRequestNo === 'string' ? outRequestNo : undefined;
  return tellDepositBack(world, trade, number, status === 'S' || status === 'P' ? status : 'F');
}

type Action = (world: World, trade: Trade, fields: Fields) => Outcome<unknown>;

const actions: Readonly<Record<string, Action>> = {
  open: () => ({ ok: true, value: null }),
  pay: (world, trade) => payTrade(world, trade.outTradeNo),
  close: closeTrade,
  refund: refundByHand,
  bounce: bounceByHand,
  finish: finishTrade,
};

/** `POST /simulator/trades/:outTradeNo/:action`: what a buyer, or the seller on Alipay's own site, would do. */
export function act(world: World, outTradeNo: string, action: string, asked: Asked): Reply {
  const work = Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (!work) return problem(404, `unknown action; known: ${Object.keys(actions).join(', ')}`);
  return withFields(asked, (fields) => {
    const opened = ensureOpen(world, outTradeNo, fields);
    const trade = world.trades.find(outTradeNo);
    const result = opened.ok && trade ? work(world, trade, fields) : opened;
    if (!result.ok) return json(409, { error: { status: 409, ...result.refusal } });
    return actResult(world, outTradeNo);
  });
}

function actResult(world: World, outTradeNo: string): Reply {
  const trade = world.trades.find(outTradeNo);
  if (!trade) return problem(404, 'no such trade');
  const session = world.trades.lastSession(outTradeNo);
  const returns = trade.paidAt !== null && session ? returnAddress(world, session, trade) : null;
  const cashier = session ? `${world.publicUrl}/cashier/${session.token}` : null;
  return json(200, { trade: ledgerTrade(world, trade), cashier, return_to: returns });
}

export function clockNow(world: World): Reply {
  const now = world.clock.now();
  const movedMs = now - world.clock.unmoved();
  return json(200, { now: chinaTime(now), ms: now, moved_ms: movedMs });
}

/** An instant as ms, ISO 8601 with its offset, or Alipay's own China time. */
function instant(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string') return null;
  const ms =
    parseChinaTime(value) ?? (/T.*(Z|[+-]\d\d:\d\d)$/.test(value) ? Date.parse(value) : NaN);
  return Number.isNaN(ms) ? null : ms;
}

/** How far from now the clock may be moved: a hundred years. */
const FARTHEST_MS = 100 * 366 * 86_400_000;

function targetOf(world: World, fields: Fields): number | null {
  const { advanceMs, set, reset } = fields;
  if (reset === true) return world.clock.unmoved();
  if (set !== undefined) return instant(set);
  return typeof advanceMs === 'number' ? world.clock.now() + advanceMs : null;
}

/** `POST /simulator/clock`: moves the clock, and does at once what has become due. */
export function moveClock(world: World, asked: Asked): Reply {
  return withFields(asked, (fields) => {
    const target = targetOf(world, fields);
    if (target === null || !(Math.abs(target - world.clock.unmoved()) <= FARTHEST_MS)) {
      return problem(
        400,
        'give {"advanceMs": ms}, {"set": ms, ISO or China time} or {"reset": true}',
      );
    }
    world.clock.set(target);
    expireDue(world);
    world.notifySender.sendDue();
    return clockNow(world);
  });
}

export function faultsNow(world: World): Reply {
  return json(200, world.faults.current());
}

/** `POST /simulator/faults`: changes the switches that are named; `{"reset": true}` turns all off. */
export function changeFaults(world: World, asked: Asked): Reply {
  return withFields(asked, (fields) => {
    const { reset, ...patch } = fields;
    if (reset === true) world.faults.reset();
    const wrong = world.faults.change(patch);
    return wrong === null ? faultsNow(world) : problem(400, wrong);
  });
}
