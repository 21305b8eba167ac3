import { jsonText, type Reply } from '../http.js';
import { newToken } from '../ids.js';
import { signRsa2 } from '../gateway/signing.js';
import type { World } from '../world.js';

/** `/v3/…`: an error in the form of that interface, signed by headers as its answers are. Nothing of it is simulated. */
export function interfaceV3(world: World): Reply {
  const code = 'SIMULATOR.NOT_SIMULATED';
  const message = '模拟器没有实现 v3 接口 (interface v3 is not simulated): use /gateway.do';
  const body = JSON.stringify({ code, message, details: [], links: [] });
  const [timestamp, nonce] = [String(world.clock.now()), newToken()];
  const sign = signRsa2(`${timestamp}\n${nonce}\n${body}\n`, world.alipayPrivateKey);
  const reply = jsonText(404, body);
  const headers = {
    'alipay-timestamp': timestamp,
    'alipay-nonce': nonce,
    'alipay-signature': sign,
    'alipay-trace-id': nonce,
  };
  return { ...reply, headers: { ...reply.headers, ...headers } };
}
