import { createPrivateKey } from 'node:crypto';
import { ours } from './support.js';

/** Our private key, its parts that sign no longer those that belong to its public half. */
export function brokenKey(): string {
  const jwk = ours.privateKey.export({ format: 'jwk' });
  const spoilt = (part = '') => {
    const bytes = Buffer.from(part, 'base64url');
    // Turned over, not set: some key in hundreds ends in whatever byte is set, and would still sign.
    const last = bytes.readUInt8(bytes.length - 1) ^ 0xfe;
    return Buffer.concat([bytes.subarray(0, -1), Buffer.from([last])]).toString('base64url');
  };
  const key = { ...jwk, d: spoilt(jwk.d), dp: spoilt(jwk.dp), dq: spoilt(jwk.dq) };
  return createPrivateKey({ key, format: 'jwk' })
    .export({ type: 'pkcs8', format: 'pem' })
    .toString();
}

/** Our private key as one for RSASSA-PSS, which Alipay does not know, in bare base64. */
export function pssKey(): string {
  const hex = ours.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('hex');
  const other = hex.replace('2a864886f70d0101010500', '2a864886f70d01010a3000');
  return Buffer.from(other, 'hex').toString('base64');
}
