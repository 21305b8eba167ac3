import type { X509Certificate } from 'node:crypto';
import { type KeyFile, KeyFileFault } from './key-files.js';

/** Until when a file's certificates can be used. */
export interface CertificateEnd {
  readonly file: KeyFile;
  readonly at: Date;
}

/** One of Alipay's certificates, followed by those that issued it. */
export interface AlipayCertificates {
  readonly file: KeyFile;
  readonly certificates: readonly [X509Certificate, ...X509Certificate[]];
}

/** The certificates that the operator trusts in. */
export interface RootCertificates {
  readonly file: KeyFile;
  readonly certificates: readonly X509Certificate[];
}

/** Answers until when a file's certificate can be used. Throws {@link KeyFileFault} when it cannot be now. */
export function endOf(file: KeyFile, certificate: X509Certificate, now: Date): CertificateEnd {
  const from = new Date(certificate.validFrom);
  const at = new Date(certificate.validTo);
  if (from > now)
    throw new KeyFileFault(file, 'not-yet', `holds a certificate that begins on ${dayOf(from)}`);
  if (at <= now)
    throw new KeyFileFault(file, 'ended', `holds a certificate that ended on ${dayOf(at)}`);
  return { file, at };
}

/**
 * Follows one of Alipay's certificates over those that issued it to one of the roots, and answers the end of each. Roots
 * that nothing leads to are of no interest. Throws {@link KeyFileFault} when there is no such way, or when it leads over
 * a certificate that is out of date.
 */
export function endsOfChain(
  alipays: AlipayCertificates,
  roots: RootCertificates,
  now: Date,
): CertificateEnd[] {
  const [first, ...between] = alipays.certificates;
  const isNow = (one: X509Certificate) => isValidAt(one, now);
  // Without a way that is open now, one that is not tells which certificate is to be replaced.
  const way =
    chainOf(first, between.filter(isNow), roots.certificates.filter(isNow)) ??
    chainOf(first, between, roots.certificates);
  if (way === null) {
    const fault = `does not lead to a certificate of ${roots.file.setting}; the issuers between belong into it too`;
    throw new KeyFileFault(alipays.file, 'no-chain', fault);
  }
  const last = way.length - 1;
  return way.map((one, index) => endOf(index === last ? roots.file : alipays.file, one, now));
}

function isValidAt(certificate: X509Certificate, now: Date): boolean {
  return new Date(certificate.validFrom) <= now && new Date(certificate.validTo) > now;
}

/** The certificate, its issuers, and the root that they lead to; null when they lead to none. */
function chainOf(
  certificate: X509Certificate,
  between: readonly X509Certificate[],
  roots: readonly X509Certificate[],
): X509Certificate[] | null {
  const root = roots.find((one) => isIssuedBy(certificate, one));
  if (root !== undefined) return [certificate, root];
  for (const [index, issuer] of between.entries()) {
    if (!isIssuedBy(certificate, issuer)) continue;
    const rest = chainOf(issuer, between.toSpliced(index, 1), roots);
    if (rest !== null) return [certificate, ...rest];
  }
  return null;
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  if (!issuer.ca || !certificate.checkIssued(issuer)) return false;
  try {
    return certificate.verify(issuer.publicKey);
  } catch {
    // The root file has keys that OpenSSL may not know (SM2).
    return false;
  }
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
