import type { Refusal } from '../gateway/refusals.js';
import { markup, page, sign } from './layout.js';

/** What a buyer sees when a link cannot be paid, with the codes that a developer looks for. */
export function refusalPage(refusal: Refusal): string {
  const [headline = '', ...detail] = refusal.subMsg.split('：');
  const more = detail.join('：');
  const content = markup`<div class="card result">${sign('stop')}<h1>无法完成付款</h1><p>${headline}</p>
<span class="code" data-sub-code="${refusal.subCode}">${refusal.code} · ${refusal.subCode}</span>${more ? markup`<p class="detail">${more}</p>` : null}</div>`;
  return page('无法完成付款', 'cashier', content);
}
