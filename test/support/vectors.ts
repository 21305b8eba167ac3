import { readFileSync } from 'node:fs';

/** A payload that Alipay (or a merchant) signed; test/vectors/README.md says where each one is from. */
export interface Vector {
  readonly name: string;
  readonly kind: 'notify' | 'return' | 'response' | 'request';
  /** The member of a response that is signed. */
  readonly root?: string;
  readonly body: string;
  readonly publicKey: string;
}

/** A certificate with the serial that certificate mode must compute. */
export interface SerialVector {
  readonly name: string;
  readonly pem: string;
  readonly root: boolean;
  readonly expectedSn: string;
}

/** The payloads that were really signed. */
export const signedVectors: readonly Vector[] = read('alipay-signed.json');

/** The certificates with their serials. */
export const serialVectors: readonly SerialVector[] = read('cert-serials.json');

function read<Kind>(name: string): Kind[] {
  return JSON.parse(readFileSync(new URL(`../vectors/${name}`, import.meta.url), 'utf8'));
}
