import type { Order } from './order.js';
import type { TradeFile } from './trade-file.js';
import type { Trade } from './trade.js';

/** One cashier that a buyer has open: the trade, and where leaving it leads. */
export interface Session {
  readonly token: string;
  readonly outTradeNo: string;
  readonly order: Order;
}

/** A QR code that was given out: the order waits behind it for a scan. */
export interface QrCode {
  readonly token: string;
  readonly order: Order;
  readonly diesAt: number;
}

/** Cashiers and QR codes kept at most, oldest dropped first: memory stays bounded under a load test. */
const MOST_KEPT = 20_000;

function keep<T>(map: Map<string, T>, key: string, value: T): void {
  map.set(key, value);
  const oldest = map.size > MOST_KEPT ? map.keys().next().value : undefined;
  if (oldest !== undefined) map.delete(oldest);
}

/** Everything this gateway remembers, in memory; trades in a file as well where one is named. Trades are for ever; it has no other rules than its keys. */
export class TradeRepository {
  private readonly byOutTradeNo = new Map<string, Trade>();
  private readonly outTradeNos = new Map<string, string>();
  private readonly unpaid = new Set<string>();
  /** No unpaid trade's time runs out before this, so that most looks cost nothing. */
  private firstExpiry = Infinity;
  private readonly sessions = new Map<string, Session>();
  private readonly lastSessions = new Map<string, Session>();
  private readonly qrCodes = new Map<string, QrCode>();

  /** `file` keeps the trades beyond the process; cashiers, QR codes and notifies end with it. */
  constructor(private readonly file: TradeFile | null = null) {
    file?.load().forEach((trade) => this.remember(trade));
  }

  /** The trade by Alipay's number when given (it wins), else by the merchant's. */
  find(outTradeNo: string | null, tradeNo: string | null = null): Trade | null {
    const key = tradeNo === null ? outTradeNo : this.outTradeNos.get(tradeNo);
    return this.byOutTradeNo.get(key ?? '') ?? null;
  }

  put(trade: Trade): void {
    this.remember(trade);
    this.file?.append(trade);
  }

  private remember(trade: Trade): void {
    this.byOutTradeNo.set(trade.outTradeNo, trade);
    this.outTradeNos.set(trade.tradeNo, trade.outTradeNo);
    if (trade.status === 'WAIT_BUYER_PAY') {
      this.unpaid.add(trade.outTradeNo);
      this.firstExpiry = Math.min(this.firstExpiry, trade.expiresAt);
    } else this.unpaid.delete(trade.outTradeNo);
  }

  all(): Trade[] {
    return [...this.byOutTradeNo.values()];
  }

  /** Unpaid trades whose time has run out. */
  overdue(now: number): Trade[] {
    if (now < this.firstExpiry) return [];
    const unpaid = [...this.unpaid].flatMap((outTradeNo) => this.find(outTradeNo) ?? []);
    const alive = unpaid.filter((trade) => trade.expiresAt > now);
    this.firstExpiry = alive.reduce((first, trade) => Math.min(first, trade.expiresAt), Infinity);
    return unpaid.filter((trade) => trade.expiresAt <= now);
  }

  addSession(session: Session): void {
    keep(this.sessions, session.token, session);
    keep(this.lastSessions, session.outTradeNo, session);
  }

  session(token: string): Session | null {
    return this.sessions.get(token) ?? null;
  }

  /** The cashier opened last for this trade. */
  lastSession(outTradeNo: string): Session | null {
    return this.lastSessions.get(outTradeNo) ?? null;
  }

  addQrCode(qrCode: QrCode): void {
    keep(this.qrCodes, qrCode.token, qrCode);
  }

  qrCode(token: string): QrCode | null {
    return this.qrCodes.get(token) ?? null;
  }

  /** QR codes whose order has no trade yet, the newest first. */
  unscanned(now: number): QrCode[] {
    const waits = (one: QrCode) => one.diesAt > now && !this.find(one.order.outTradeNo);
    return [...this.qrCodes.values()].filter(waits).toReversed();
  }

  /** The newest living QR code of an order. */
  qrCodeOf(outTradeNo: string, now: number): QrCode | null {
    return this.unscanned(now).find((one) => one.order.outTradeNo === outTradeNo) ?? null;
  }
}
