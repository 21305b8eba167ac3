import type { AppConfig } from '../../config/app.config.js';
import { escapeHtml, page } from '../http/html.js';
import type { Returned } from '../payment/notify/buyer-returns.service.js';

/** A waiting page asks again by itself, so it turns to paid without a click or a script. */
const REFRESH_SECONDS = 2;

const TICK = mark('#00b578', '<path d="M20 33l8 8 16-18" />');
const CLOCK_FACE = mark('#1677ff', '<path d="M32 18v15l10 6" />');

/** A link of the page. */
interface Way {
  readonly href: string;
  readonly name: string;
}

/** Where the page leads to: to an order when a number is given, as far as there is a page for it. Pure. */
export function waysOn(
  { ordersUrl, demoShop }: Pick<AppConfig, 'ordersUrl' | 'demoShop'>,
  orderNo: string | null,
): readonly Way[] {
  const orders = '查看我的订单';
  if (ordersUrl !== null) return [{ href: ordersUrl, name: orders }];
  if (!demoShop) return [{ href: '/', name: '返回首页' }];
  // The order's page asks Alipay when a buyer comes from here.
  const order = orderNo === null ? '' : `/${orderNo}?returned=1`;
  return [
    { href: `/demo#/orders${order}`, name: orders },
    { href: '/demo', name: '继续逛逛' },
  ];
}

/** The result page, in HTML, with its ways on. Pure. */
export function resultPage(result: Returned, ways: readonly Way[]): string {
  switch (result.known) {
    case 'paid':
      return resultOf(result, '支付成功', TICK, '我们已确认收到您的付款。', ways);
    case 'refunded':
      return resultOf(
        result,
        '款项已退回',
        TICK,
        '这笔付款已经或即将原路退回您的支付宝账户。',
        ways,
      );
    case 'waiting':
      return resultOf(
        result,
        '正在确认支付结果',
        CLOCK_FACE,
        '支付结果确认中，本页会自动更新，请勿重复付款。',
        ways,
        `<meta http-equiv="refresh" content="${REFRESH_SECONDS}">`,
      );
    case 'forged':
      return unverified(result.orderNo, ways);
  }
}

/** Who reads this may well have paid: the page says nothing of the payment and leads to where its owner sees the truth. */
function unverified(orderNo: string | null, ways: readonly Way[]): string {
  const number =
    orderNo === null ? '' : `<dl>\n<dt>订单号</dt><dd>${escapeHtml(orderNo)}</dd>\n</dl>`;
  const words = '付款结果以您的订单为准：付款成功后，订单会自动更新，请勿重复付款。';
  const body = `${CLOCK_FACE}
<h1 data-state="unverified">请在订单中查看付款结果</h1>
<p>${words}</p>${number}${linksOf(ways)}`;
  return page('查看付款结果', body);
}

function resultOf(
  result: Exclude<Returned, { known: 'forged' }>,
  title: string,
  picture: string,
  words: string,
  ways: readonly Way[],
  head = '',
): string {
  const body = `${picture}
<h1 data-state="${result.known}">${title}</h1>
<p class="sum">¥ ${escapeHtml(result.amount)}</p>
<p>${words}</p>
<dl>
<dt>订单号</dt><dd>${escapeHtml(result.orderNo)}</dd>
<dt>支付宝交易号</dt><dd>${escapeHtml(result.tradeNo)}</dd>
</dl>${linksOf(ways)}`;
  return page(title, body, { head });
}

function linksOf(ways: readonly Way[]): string {
  const links = ways.map(
    ({ href, name }, at) =>
      `<a${at === 0 ? ' class="first"' : ''} href="${escapeHtml(href)}">${name}</a>`,
  );
  return `\n<p class="ways">${links.join('')}</p>`;
}

function mark(colour: string, path: string): string {
  return `<svg class="mark" viewBox="0 0 64 64" fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><circle cx="32" cy="32" r="32" fill="${colour}" stroke="none" />${path}</svg>`;
}
