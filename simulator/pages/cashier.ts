import type { Session } from '../trades/trade-repository.js';
import type { PayMethod } from '../gateway/call.js';
import { chinaTime } from '../china-time.js';
import { buyer, seller } from '../trades/messages.js';
import { yuanFromFen } from '../money.js';
import { refundedFen, type Trade } from '../trades/trade.js';
import { Markup, markup, page, sign, sum } from './layout.js';

const ways: Readonly<Record<PayMethod, string>> = {
  'alipay.trade.page.pay': '电脑网站支付',
  'alipay.trade.wap.pay': '手机网站支付',
  'alipay.trade.app.pay': 'App 支付',
  'alipay.trade.precreate': '扫码支付',
};

/** Counts down by the browser's own steady clock from what was left when the page was made; without it the text stays. */
const countdown = new Markup(`<script>
(function () {
  var shown = document.getElementById('remaining');
  var end = performance.now() + Number(shown.dataset.ms);
  function two(n) { return (n < 10 ? '0' : '') + n; }
  function draw() {
    var s = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    var d = Math.floor(s / 86400), h = Math.floor(s % 86400 / 3600), m = Math.floor(s % 3600 / 60);
    shown.textContent = (d ? d + ' 天 ' : '') + (d || h ? two(h) + ':' : '') + two(m) + ':' + two(s % 60);
    if (s > 0) return;
    clearInterval(timer);
    document.getElementById('pay').disabled = true;
    setTimeout(function () { location.reload(); }, 1500);
  }
  var timer = setInterval(draw, 250);
  draw();
})();
</script>`);

function row(name: string, value: string): Markup {
  return markup`<div><dt>${name}</dt><dd class="mono">${value}</dd></div>`;
}

/** How long is left, in words that stay true enough without a script. */
function remaining(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes >= 1440) return `${Math.floor(minutes / 1440)} 天`;
  return minutes > 0 ? `${minutes} 分钟` : `${Math.ceil(ms / 1000)} 秒`;
}

function payForm(session: Session, trade: Trade, now: number): string {
  const left = Math.max(0, trade.expiresAt - now);
  const content = markup`<div class="card pay">
<section class="goods" style="margin:0"><p class="label">正在购买</p><h1>${trade.subject}</h1>
<dl>${row('收款方', seller.name)}${trade.body ? row('商品描述', trade.body) : null}${row('商户订单号', trade.outTradeNo)}${row('支付方式', ways[session.order.method])}${row('付款截止', chinaTime(trade.expiresAt))}</dl></section>
<div class="counter"><div class="amount"><p class="label">应付金额</p>${sum(trade.totalFen)}
<p class="left-time">剩余付款时间 <b id="remaining" data-ms="${left}">${remaining(left)}</b></p></div>
<div class="means"><i class="dot" aria-hidden="true"></i><div>沙箱账户余额<span>${buyer.account}</span></div></div>
<div class="buttons"><form method="post" action="/cashier/${session.token}/pay"><button id="pay" class="primary">确认付款</button></form>
<form method="post" action="/cashier/${session.token}/leave"><button class="plain">离开，暂不付款</button></form></div></div>
</div>${countdown}`;
  return page(`收银台 · ${trade.subject}`, 'cashier', content);
}

function facts(trade: Trade): Markup {
  const paid = trade.paidAt === null ? null : row('付款时间', chinaTime(trade.paidAt));
  const refunded = refundedFen(trade);
  const back = refunded > 0 ? row('已退款', `¥${yuanFromFen(refunded)}`) : null;
  return markup`<dl>${row('商品', trade.subject)}${row('收款方', seller.name)}${row('商户订单号', trade.outTradeNo)}${row('交易号', trade.tradeNo)}${paid}${back}</dl>`;
}

/** What the phone's app is told (`9000`); it proves nothing to the merchant. */
function appResult(session: Session): Markup | null {
  if (session.order.method !== 'alipay.trade.app.pay') return null;
  return markup`<span class="code">resultStatus 9000</span>`;
}

function resultOf(session: Session, trade: Trade): readonly [Markup, string, Markup | null] {
  if (trade.status !== 'TRADE_CLOSED') return [sign('done'), '付款成功', appResult(session)];
  if (trade.paidAt !== null) return [sign('wait'), '已全额退款', null];
  return [sign('stop'), '交易已关闭', markup`<p>没有付款，也不能再付款。</p>`];
}

/** The cashier of an unpaid trade, else what became of it. */
export function cashierPage(session: Session, trade: Trade, now: number): string {
  if (trade.status === 'WAIT_BUYER_PAY') return payForm(session, trade, now);
  const [head, title, more] = resultOf(session, trade);
  const content = markup`<div class="card result">${head}<h1>${title}</h1>${sum(trade.totalFen)}${more}${facts(trade)}</div>`;
  return page(title, 'cashier', content);
}

/** After leaving without payment: the trade still waits, and the way back is open. */
export function leftPage(session: Session, trade: Trade): string {
  const waits = trade.status === 'WAIT_BUYER_PAY';
  const text = waits ? '订单尚未付款，在截止时间前都可以回来继续。' : '这笔交易已经结束。';
  const content = markup`<div class="card result">${sign('wait')}<h1>已离开收银台</h1><p>${text}</p>${facts(trade)}
<a class="button primary" href="/cashier/${session.token}">${waits ? '继续付款' : '查看结果'}</a></div>`;
  return page('已离开收银台', 'cashier', content);
}
