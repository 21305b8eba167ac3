import type { AlipayConfig } from '../../../config/alipay.config.js';
import type { Clock } from '../../kernel/clock.js';
import type { AlipayKeys } from '../keys.js';
import { commonParams } from '../request-params.js';
import { signedQuery } from '../signing.js';

/** How the gateway replied to the probe. */
export type GatewayReply =
  | { readonly kind: 'none'; readonly reason: string; readonly isTls: boolean }
  | {
      readonly kind: 'reply';
      readonly status: number;
      readonly body: Buffer;
      /** How far the gateway's clock is ahead of ours, in milliseconds; null: it does not say. */
      readonly skewMs: number | null;
      readonly ms: number;
    };

/** Our own numbers are digits, so that no trade can have this one. */
const NO_SUCH_TRADE = 'doctor_no_such_trade';

/** Longer answers are none of Alipay's. */
const MOST_BYTES = 262_144;

/**
 * Asks the gateway for a trade that cannot exist, without the guard and the SDK of the program: what they turn into
 * silence is of interest here. Changes nothing at Alipay, follows no redirect, and never throws.
 */
export async function probeGateway(
  config: AlipayConfig,
  keys: AlipayKeys,
  clock: Clock,
): Promise<GatewayReply> {
  const query = signedQuery(
    {
      ...commonParams(config, keys, 'alipay.trade.query', clock.now()),
      biz_content: JSON.stringify({ out_trade_no: NO_SUCH_TRADE }),
    },
    keys.appPrivateKey,
  );
  const began = performance.now();
  try {
    const response = await fetch(`${config.gateway}?${query}`, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(config.timeoutMs),
    });
    const body = Buffer.from(await response.arrayBuffer()).subarray(0, MOST_BYTES);
    const ms = Math.round(performance.now() - began);
    const skewMs = skewOf(response.headers.get('date'), clock.now(), ms);
    return { kind: 'reply', status: response.status, body, skewMs, ms };
  } catch (error) {
    return { kind: 'none', ...whyOf(error) };
  }
}

/** @param ms how long the exchange took: the answer was written in the middle of it */
function skewOf(date: string | null, now: Date, ms: number): number | null {
  const theirs = date === null ? Number.NaN : Date.parse(date);
  return Number.isNaN(theirs) ? null : theirs - (now.getTime() - ms / 2);
}

const OF_TLS = /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/;

/** What `fetch` says of a broken connection stands in its cause; the code of a time limit is a number that tells nobody. */
function whyOf(error: unknown): { reason: string; isTls: boolean } {
  const cause = (error as { cause?: unknown }).cause ?? error;
  const { code, name } = cause as { code?: unknown; name: string };
  const reason = typeof code === 'string' ? code : name;
  return { reason, isTls: OF_TLS.test(reason) };
}
