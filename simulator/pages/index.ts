import type { QrCode } from '../trades/trade-repository.js';
import { chinaTime } from '../china-time.js';
import { yuanFromFen } from '../money.js';
import { refundedFen, type Trade } from '../trades/trade.js';
import type { World } from '../world.js';
import { markup, page, type Markup } from './layout.js';
import { clockForms, faultForms } from './switches.js';

/** Trades shown at most; the ledger has them all. */
const SHOWN = 50;

const statusNames: Readonly<Record<Trade['status'], string>> = {
  WAIT_BUYER_PAY: '等待付款',
  TRADE_SUCCESS: '已付款',
  TRADE_FINISHED: '已完结',
  TRADE_CLOSED: '已关闭',
};

const paths: readonly (readonly [string, string, string])[] = [
  [
    '/gateway.do',
    '开放平台网关',
    'the gateway: pay links, precreate, query, close, cancel, refund',
  ],
  ['/app', '打开 App 支付的订单串', 'opens an order string, as the app on a phone would'],
  ['/simulator/trades', '账本（JSON）', 'the ledger: trades, refunds, every delivery of a notify'],
  ['/simulator/clock', '时钟，可拨动', 'the clock: GET, or POST {"advanceMs": 60000}'],
  ['/simulator/faults', '故障开关', 'faults: GET, or POST {"loseNotifies": 1}'],
];

function notifyState(world: World, trade: Trade): Markup {
  const notices = world.notifySender.notices(trade.outTradeNo);
  if (notices.length === 0) return markup`—`;
  const done = notices.filter((notice) => notice.state === 'delivered').length;
  const kind = done === notices.length ? '' : 'lost';
  return markup`<span class="tag ${kind}">${done} / ${notices.length}</span>`;
}

/** A cell that names its column on a phone, where the row is a list. */
function cell(column: string, kind: string, text: string): Markup {
  return markup`<td class="${kind}" data-name="${column}">${text}</td>`;
}

function tradeRow(world: World, trade: Trade): Markup {
  const session = world.trades.lastSession(trade.outTradeNo);
  const link = session ? markup`<a href="/cashier/${session.token}">收银台</a>` : null;
  const refunded = refundedFen(trade);
  const back = refunded > 0 ? yuanFromFen(refunded) : '';
  return markup`<tr>${cell('商户订单号', 'mono', trade.outTradeNo)}${cell('标题', 'name', trade.subject)}${cell('金额', 'right mono sum-cell', yuanFromFen(trade.totalFen))}${cell('已退', 'right mono sum-cell', back)}<td data-name="状态"><span class="tag ${trade.status}" title="${trade.status}">${statusNames[trade.status]}</span></td><td data-name="通知">${notifyState(world, trade)}</td>${cell('创建时间', 'mono', chinaTime(trade.createdAt))}<td>${link}</td></tr>`;
}

function tradeTable(world: World): Markup {
  const trades = world.trades.all();
  if (trades.length === 0) {
    return markup`<div class="card empty">还没有交易：买家打开收银台后才会出现。<br>No trades yet: one comes to exist when a buyer opens the cashier.</div>`;
  }
  const rows = trades
    .slice(-SHOWN)
    .toReversed()
    .map((trade) => tradeRow(world, trade));
  return markup`<div class="card scroll"><table class="stack"><thead><tr><th>商户订单号</th><th>标题</th><th class="right">金额</th><th class="right">已退</th><th>状态</th><th>通知</th><th>创建时间</th><th></th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function qrRow(one: QrCode): Markup {
  const { outTradeNo, subject, totalFen } = one.order;
  return markup`<tr>${cell('商户订单号', 'mono', outTradeNo)}${cell('标题', 'name', subject)}${cell('金额', 'right mono sum-cell', yuanFromFen(totalFen))}<td><a href="/qr/${one.token}/picture">二维码</a></td></tr>`;
}

function qrTable(world: World): Markup | null {
  const waiting = world.trades.unscanned(world.clock.now()).slice(0, SHOWN);
  if (waiting.length === 0) return null;
  return markup`<section><h2>等待扫码 · QR codes not scanned yet</h2><div class="card scroll"><table class="stack"><tbody>${waiting.map(qrRow)}</tbody></table></div></section>`;
}

function fact(name: string, value: string): Markup {
  return markup`<div class="card fact"><span class="label">${name}</span><b class="mono">${value}</b></div>`;
}

function pathRow([path, chinese, english]: readonly [string, string, string]): Markup {
  return markup`<tr><td><code>${path}</code></td><td class="name">${chinese}</td><td class="name" style="max-width:none">${english}</td></tr>`;
}

/** What this place is, what it holds, and its switches; `problem` is what was wrong with what somebody set. */
export function indexPage(world: World, problem: string | null = null): string {
  const { appId, sellerId } = world.identity;
  const content = markup`<h1 class="head">支付宝网关模拟器</h1>
<p class="lead">在本机扮演支付宝开放平台：验签、收银台、异步通知、退款，规则与报文照协议实现；钱是假的，签名是真的。</p>
<p class="lead" lang="en">A stand-in for Alipay's gateway on your own machine: real RSA2 signatures, a cashier, notifies and refunds, and no money.</p>
<div class="facts">${fact('应用 app_id', appId)}${fact('卖家 seller_id', sellerId)}${fact('模拟器时钟 · clock (UTC+8)', chinaTime(world.clock.now()))}</div>${problem === null ? null : markup`<p class="card problem" role="alert">${problem}</p>`}
<section><h2>交易 · Trades</h2>${tradeTable(world)}</section>${qrTable(world)}${clockForms(world)}${faultForms(world)}
<section><h2>打开 App 订单串 · Open an order string</h2><form class="card paste" method="post" action="/app"><textarea name="orderString" required aria-label="订单串" placeholder="app_id=…&amp;biz_content=…&amp;sign=…"></textarea><button class="primary">在“手机”上打开</button></form></section>
<section><h2>入口 · Addresses</h2><div class="card scroll paths"><table class="stack"><tbody>${paths.map(pathRow)}</tbody></table></div></section>`;
  return page('支付宝网关模拟器 · Alipay gateway simulator', 'wide', content);
}
