import qrcode from 'qrcode';
import type { QrCode } from '../trades/trade-repository.js';
import { seller } from '../trades/messages.js';
import { Markup, markup, page, sum } from './layout.js';

/** The QR code on a screen. Whoever has no phone at hand opens what it says by the button. */
export async function qrPage(qrCode: QrCode, address: string): Promise<string> {
  const picture = await qrcode.toString(address, { type: 'svg', margin: 1 });
  const { subject, totalFen, outTradeNo } = qrCode.order;
  const content = markup`<div class="card result"><p>请用手机扫码向「${seller.name}」付款</p>${sum(totalFen)}
<p>${subject}</p><div class="qr">${new Markup(picture)}</div><p class="label mono">订单 ${outTradeNo}</p>
<a class="button primary" href="/qr/${qrCode.token}">模拟手机扫码</a></div>`;
  return page('扫码付款', 'cashier', content);
}
