import type { KeyObject, X509Certificate } from 'node:crypto';
import type { AlipayConfig } from '../../config/alipay.config.js';
import { type CertificateEnd, endOf, endsOfChain } from './certificate-trust.js';
import { rootSerialOf, serialOf } from './certificates.js';
import {
  type KeyFile,
  KeyFileFault,
  readAlipayCertificate,
  readOwnCertificate,
  readPrivateKey,
  readPublicKey,
  readRootFile,
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
  /** Until when each certificate can be used that something rests on; none in public-key mode. */
  readonly certificateEnds: readonly CertificateEnd[];
  /** Root certificates that were left out, for OpenSSL cannot read them. */
  readonly unreadableRoots: number;
  /**
   * Alipay's keys that may have signed a text which names the certificate of this serial (null: it names none, so that
   * each may). None when the serial is not one of ours to trust. Public-key mode has one key for everything.
   */
  ofAlipay(certSn: string | null): readonly KeyObject[];
}

/**
 * Reads the key files of the configured mode. Throws KeyFileFault when a key cannot sign or verify, and when a
 * certificate is out of date or does not come from Alipay's roots, which stops the boot: a payment that cannot be
 * signed, or worse, an answer that cannot be verified, must not wait for its first buyer.
 */
export function readAlipayKeys(config: AlipayConfig, now: Date): AlipayKeys {
  const appPrivateKey = readPrivateKey(fileOf('ALIPAY_PRIVATE_KEY_FILE', config.privateKeyFile));
  return config.mode === 'certificate'
    ? certificateMode(config, appPrivateKey, now)
    : publicKeyMode(config, appPrivateKey);
}

function publicKeyMode(config: AlipayConfig, appPrivateKey: KeyObject): AlipayKeys {
  const file = fileOf('ALIPAY_PUBLIC_KEY_FILE', config.publicKeyFile);
  const keys = [readPublicKey(file, appPrivateKey)];
  const noCertificates = { serials: null, certificateEnds: [], unreadableRoots: 0 };
  return { appPrivateKey, ...noCertificates, ofAlipay: () => keys };
}

function certificateMode(config: AlipayConfig, appPrivateKey: KeyObject, now: Date): AlipayKeys {
  const appFile = fileOf('ALIPAY_APP_CERT_FILE', config.appCertFile);
  const app = readOwnCertificate(appFile, appPrivateKey);
  const rootFile = fileOf('ALIPAY_ROOT_CERT_FILE', config.rootCertFile);
  const { certificates: roots, unreadable } = readRootFile(rootFile);
  const root = rootSerialOf(roots);
  if (root === '') {
    throw new KeyFileFault(rootFile, 'no-rsa-root', 'holds no RSA root certificate', [
      'CERTIFICATE',
    ]);
  }
  const alipays = config.alipayCertFiles.map((path) => {
    const file = fileOf('ALIPAY_CERT_FILES', path);
    return { file, certificates: readAlipayCertificate(file) };
  });
  if (alipays.length === 0) throw new Error('ALIPAY_CERT_FILES names no certificate');
  const anchors = { file: rootFile, certificates: roots };
  const ends = alipays.flatMap((one) => endsOfChain(one, anchors, now));
  return {
    appPrivateKey,
    serials: { app: serialOf(app), root },
    certificateEnds: [endOf(appFile, app, now), ...ends],
    unreadableRoots: unreadable,
    ofAlipay: chooserOf(alipays.map(({ certificates: [first] }) => first)),
  };
}

function chooserOf(certificates: readonly X509Certificate[]): AlipayKeys['ofAlipay'] {
  const bySerial = new Map(certificates.map((one) => [serialOf(one), [one.publicKey]] as const));
  const all = [...bySerial.values()].flat();
  return (certSn) => (certSn === null ? all : (bySerial.get(certSn) ?? []));
}

function fileOf(setting: string, path: string): KeyFile {
  return { setting, path };
}
