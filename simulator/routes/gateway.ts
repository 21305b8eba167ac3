import { answerBody, failureNode, refusalNode, rootOf } from '../gateway/answers.js';
import {
  checkCall,
  hasOwnRoot,
  isPageMethod,
  type Call,
  type Checked,
  type ServerMethod,
} from '../gateway/call.js';
import { openCall, openLink, scan } from '../trades/checkout.js';
import { answerOrFault } from '../gateway/faulty-answer.js';
import { CUT, html, jsonText, type Asked, type Reply } from '../http.js';
import { answerCall } from '../gateway/methods.js';
import { cashierPage } from '../pages/cashier.js';
import { refusalPage } from '../pages/refusal.js';
import type { Session } from '../trades/trade-repository.js';
import type { Outcome } from '../gateway/refusals.js';
import type { Parameters } from '../gateway/signing.js';
import { gateOf, type World } from '../world.js';

/** Query and form body as one set of parameters; what the body says wins. */
function merged(asked: Asked): Parameters {
  const body = asked.isForm ? new URLSearchParams(asked.body) : new URLSearchParams();
  return { ...Object.fromEntries(asked.query), ...Object.fromEntries(body) };
}

/** A failure before the signature was found right goes out unsigned, and under `error_response` for an unknown method. */
function sendRefusal(
  world: World,
  method: string | undefined,
  checked: Checked & { ok: false },
): Reply {
  const root = hasOwnRoot(method) ? rootOf(method) : 'error_response';
  const key = checked.signatureFine ? world.alipayPrivateKey : null;
  return jsonText(200, answerBody(root, failureNode(checked.refusal), key));
}

function showCashier(world: World, opened: Outcome<Session>): Reply {
  if (!opened.ok) return html(200, refusalPage(opened.refusal));
  const trade = world.trades.find(opened.value.outTradeNo);
  if (!trade) throw new Error('an opened session without its trade');
  return html(200, cashierPage(opened.value, trade, world.clock.now()));
}

/** `/gateway.do`: a page method shows the cashier to a browser, any other is answered in signed JSON. */
export async function gateway(world: World, asked: Asked): Promise<Reply> {
  const params = merged(asked);
  const method = params['method'];
  const checked = checkCall(params, gateOf(world));
  if (isPageMethod(method)) {
    return showCashier(world, checked.ok ? openCall(world, checked.call) : checked);
  }
  if (!checked.ok) return sendRefusal(world, method, checked);
  return serve(world, method as ServerMethod, checked.call);
}

/** Does what a server asks and answers; the switches may lose the request before, or spoil the answer after. */
async function serve(world: World, method: ServerMethod, call: Call): Promise<Reply> {
  if (world.faults.happens('loseRequests', method)) return CUT;
  const subCode = world.faults.refusalOf(method);
  if (subCode !== null) return answerOrFault(world, method, refusalNode(subCode));
  return answerOrFault(world, method, answerCall(world, method, call));
}

/** `/app`: the phone that is handed an order string, as the query itself or in the form field `orderString`. */
export function app(world: World, asked: Asked): Reply {
  const form = asked.isForm ? new URLSearchParams(asked.body).get('orderString') : null;
  const given = form ?? (asked.body || asked.query.toString());
  return showCashier(world, openLink(world, given.trim()));
}

/** `/qr/:token`: what a phone opens when it scans the code. */
export function scanned(world: World, token: string): Reply {
  return showCashier(world, scan(world, token));
}
