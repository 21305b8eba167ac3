import { serverMethods } from '../gateway/call.js';
import { chinaTime } from '../china-time.js';
import { faultMembers, faultNames, type FaultMember, type FaultName } from '../control/faults.js';
import type { World } from '../world.js';
import { markup, type Markup } from './layout.js';

/** What each switch does, in words for the page. */
const words: Readonly<Record<FaultName, string>> = {
  loseNotifies: '通知丢失',
  doubleNotifies: '通知同时发两份',
  delayNotifies: '通知延迟',
  reorderNotifies: '通知乱序',
  deafNotifies: '听不到 success，通知重发',
  loseRequests: '请求在处理前断开',
  refuseCalls: '拒绝请求，什么也不做',
  loseAnswers: '处理后应答断开',
  slowAnswers: '应答缓慢',
  failAnswers: '处理后 HTTP 502',
  unknownAnswers: '处理后应答 20000',
  garbleAnswers: '应答只有一半',
  unsignAnswers: '应答没有签名',
  missignAnswers: '应答签名错误',
  payAtClose: '关单前一瞬间付款',
  denyFundChange: '退款应答 fund_change=N',
  emptyBalance: '卖家余额不足',
};

const steps: readonly (readonly [ms: number, label: string])[] = [
  [60_000, '+1 分钟'],
  [600_000, '+10 分钟'],
  [3_600_000, '+1 小时'],
  [86_400_000, '+1 天'],
];

/** The clock, and what moves it. */
export function clockForms(world: World): Markup {
  const now = chinaTime(world.clock.now());
  const moved = world.clock.now() !== world.clock.unmoved();
  const buttons = steps.map(
    ([ms, label]) => markup`<button class="plain" name="advanceMs" value="${ms}">${label}</button>`,
  );
  return markup`<section id="clock"><h2>时钟 · Clock</h2><div class="card switches"><p class="mono">${now} (UTC+8)${moved ? ' · 已拨动' : ''}</p>
<form class="row" method="post" action="/clock">${buttons}<button class="plain" name="reset" value="true">回到真实时间</button></form>
<form class="row" method="post" action="/clock"><input name="set" value="${now}" aria-label="拨到" pattern="\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}"><button class="plain">拨到</button></form></div></section>`;
}

type Setting = Readonly<Record<string, string | number>> | null;

function often(setting: Setting): string {
  if (setting === null) return '';
  if (typeof setting['probability'] === 'number') {
    return `${Number((setting['probability'] * 100).toFixed(4))}%`;
  }
  return setting['count'] === 0 ? '' : String(setting['count']);
}

function memberField(name: FaultName, member: FaultMember, setting: Setting): Markup {
  const value = String(setting?.[member] ?? '');
  const field = `${name}.${member}`;
  if (member !== 'method') {
    return markup`<input class="short" name="${field}" value="${value}" placeholder="${member}" aria-label="${field}">`;
  }
  const options = serverMethods.map((method) =>
    method === value
      ? markup`<option selected>${method}</option>`
      : markup`<option>${method}</option>`,
  );
  return markup`<select name="${field}" aria-label="${field}"><option value="">所有方法</option>${options}</select>`;
}

function faultRow(world: World, name: FaultName): Markup {
  const setting = world.faults.current()[name] as Setting;
  const members = faultMembers[name].map((member) => memberField(name, member, setting));
  return markup`<div class="row fault"><label><span>${words[name]} <code>${name}</code></span><input class="short" name="${name}" value="${often(setting)}" placeholder="关" aria-label="${name}"></label>${members}</div>`;
}

/** Every fault with how often it happens: a number of times (3), or a share (20%). */
export function faultForms(world: World): Markup {
  const { repeatNotifies, seed } = world.faults.current();
  const rows = faultNames.map((name) => faultRow(world, name));
  return markup`<section id="faults"><h2>故障 · Faults</h2><div class="card switches"><p>填次数（<code>3</code>：接下来三次）或概率（<code>20%</code>）；留空为关。 · Times, or a share; empty is off.</p>
<form method="post" action="/faults">${rows}
<div class="row fault"><label><span>每次多发几份通知 <code>repeatNotifies</code></span><input class="short" name="repeatNotifies" value="${repeatNotifies}" aria-label="repeatNotifies"></label></div>
<div class="row fault"><label><span>随机种子 <code>seed</code></span><input class="short" name="seed" value="${seed}" aria-label="seed"></label></div>
<div class="row"><button class="primary">应用</button><button class="plain" name="reset" value="true">全部关闭</button></div></form></div></section>`;
}
