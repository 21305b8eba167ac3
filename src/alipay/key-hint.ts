import type { AlipayConfig } from '../../config/alipay.config.js';

/** What verifies Alipay's messages here, for whoever has to find out why one does not: names only, nothing of a key. */
export interface KeyHint {
  readonly appId: string;
  readonly keyFile: string;
  readonly hint: string;
}

/** What to look at when a signature does not verify. */
export const UNVERIFIED_HINT =
  "ALIPAY_PUBLIC_KEY_FILE must hold Alipay's public key as the console shows it for this application and gateway (not the " +
  "application's own, nor the sandbox's for the real one); in certificate mode ALIPAY_CERT_FILES must name Alipay's " +
  'present certificate.';

/** What the configured mode verifies with. Pure. */
export function keyHintOf(config: AlipayConfig): KeyHint {
  const { appId, mode, publicKeyFile, alipayCertFiles } = config;
  const keyFile = mode === 'certificate' ? alipayCertFiles.join(', ') : publicKeyFile;
  return { appId, keyFile, hint: UNVERIFIED_HINT };
}
