import type { AlipayConfig } from '../../config/alipay.config.js';
import { toChinaTime } from '../kernel/shanghai-time.js';
import type { AlipayKeys } from './keys.js';
import type { RequestParams } from './signing.js';

/** What each request that is signed here says of itself (alipay.md 1.1). Pure. */
export function commonParams(
  { appId }: AlipayConfig,
  { serials }: AlipayKeys,
  method: string,
  now: Date,
): RequestParams {
  return {
    app_id: appId,
    method,
    format: 'JSON',
    charset: 'utf-8',
    sign_type: 'RSA2',
    timestamp: toChinaTime(now),
    version: '1.0',
    ...(serials && { app_cert_sn: serials.app, alipay_root_cert_sn: serials.root }),
  };
}
