import { createPublicKey } from 'node:crypto';
import type { AlipayConfig } from '../../../config/alipay.config.js';
import { KeyFileFault } from '../key-files.js';
import { type AlipayKeys, readAlipayKeys } from '../keys.js';
import type { DiagnosisContext } from './findings.js';
import { keysBeside } from './keys-beside.js';
import type { KeyAtHand } from './opened-signature.js';

/** What messages are held against with these settings and keys, and with those that lie `beside` them. Pure. */
export function contextOf(
  config: AlipayConfig,
  keys: AlipayKeys,
  beside: readonly KeyAtHand[] = [],
): DiagnosisContext {
  const { appId, sellerId, gateway, mode, publicKeyFile, privateKeyFile } = config;
  const setting =
    mode === 'certificate' ? 'ALIPAY_CERT_FILES' : `ALIPAY_PUBLIC_KEY_FILE (${publicKeyFile})`;
  const alipays = keys
    .ofAlipay(null)
    .map((key) => ({ label: setting, role: 'alipay', key }) as const);
  const own = {
    label: `ALIPAY_PRIVATE_KEY_FILE (${privateKeyFile})`,
    role: 'own',
    key: createPublicKey(keys.appPrivateKey),
  } as const;
  const trustsCertificate = (serial: string) => keys.ofAlipay(serial).length > 0;
  const known = [...alipays, own];
  const others = beside.filter(({ key }) => !known.some((one) => one.key.equals(key)));
  return { keys: [...known, ...others], appId, sellerId, gateway, trustsCertificate };
}

/** The same for a command: every key that lies about is tried, and files that stop a start are no hindrance. */
export function outsideContext(config: AlipayConfig, now: Date): DiagnosisContext {
  const beside = keysBeside(config);
  try {
    return contextOf(config, readAlipayKeys(config, now), beside);
  } catch (error) {
    if (!(error instanceof KeyFileFault)) throw error;
    const { appId, sellerId, gateway } = config;
    return { keys: beside, appId, sellerId, gateway, trustsCertificate: () => true };
  }
}
