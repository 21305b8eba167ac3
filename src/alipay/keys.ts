import type { KeyObject } from 'node:crypto';
import type { AlipayConfig } from '../../config/alipay.config.js';
import { rootSerialOf, serialOf } from './certificates.js';
import {
  KeyFileFault,
  readAlipayCertificate,
  readCertificateFile,
  readOwnCertificate,
  readPrivateKey,
  readPublicKey,
} from './key-files.js';

/** Injection token of {@link AlipayKeys}. */
export const ALIPAY_KEYS = Symbol('AlipayKeys');

/** The serials that requests name in certificate mode. */
interface CertificateSerials {
  readonly app: string;
  readonly root: string;
}

/** The keys of a process, read and parsed once. */
export interface AlipayKeys {
  readonly appPrivateKey: KeyObject;
  /** Null in public-key mode. */
  readonly serials: CertificateSerials | null;
  /**
   * Alipay's keys that may have signed a text which names the certificate of this serial (null: it names none, so that
   * each may). None when the serial is not one of ours to trust. Public-key mode has one key for everything.
   */
  ofAlipay(certSn: string | null): readonly KeyObject[];
}

/**
 * Reads the key files of the configured mode. Throws KeyFileFault when a key cannot sign or verify, which stops the
 * boot: a payment that cannot be signed, or worse, an answer that cannot be verified, must not wait for its first buyer.
 */
export function readAlipayKeys(config: AlipayConfig): AlipayKeys {
  const appPrivateKey = readPrivateKey(config.privateKeyFile);
  return config.mode === 'certificate'
    ? certificateMode(config, appPrivateKey)
    : publicKeyMode(config, appPrivateKey);
}

function publicKeyMode(config: AlipayConfig, appPrivateKey: KeyObject): AlipayKeys {
  const keys = [readPublicKey(config.publicKeyFile, appPrivateKey)];
  return { appPrivateKey, serials: null, ofAlipay: () => keys };
}

function certificateMode(config: AlipayConfig, appPrivateKey: KeyObject): AlipayKeys {
  const app = serialOf(readOwnCertificate(config.appCertFile, appPrivateKey));
  const root = rootSerialOf(readCertificateFile(config.rootCertFile));
  if (root === '') {
    throw new KeyFileFault(config.rootCertFile, 'holds no RSA root certificate', ['CERTIFICATE']);
  }
  const certificates = config.alipayCertFiles.map(readAlipayCertificate);
  if (certificates.length === 0) throw new Error('ALIPAY_CERT_FILES names no certificate');
  const bySerial = new Map(certificates.map((one) => [serialOf(one), [one.publicKey]] as const));
  const all = [...bySerial.values()].flat();
  const ofAlipay = (certSn: string | null) =>
    certSn === null ? all : (bySerial.get(certSn) ?? []);
  return { appPrivateKey, serials: { app, root }, ofAlipay };
}
