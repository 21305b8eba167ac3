import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

/** What apps take without being told: RFC 6238 with SHA-1, six digits, half a minute. */
const TOTP_FORM = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** Clocks of telephones are off by so many codes at most (RFC 6238, 5.2). */
const WINDOW = 1;
const SECRET_BYTES = 20;
const TOTP_CODE = /^\d{6}$/;

const RECOVERY_CODES = 10;
/** 80 bits: a digest of one tells nobody the code, however long they try. */
const RECOVERY_BYTES = 10;

/** A new secret, in Base32. */
export function newTotpSecret(): string {
  return new Secret({ buffer: new Uint8Array(randomBytes(SECRET_BYTES)).buffer }).base32;
}

/** The address that an app reads from a QR code. Pure. */
export function totpUri(secret: string, issuer: string, username: string): string {
  const label = { issuer, label: username };
  return new TOTP({ ...TOTP_FORM, ...label, secret: Secret.fromBase32(secret) }).toString();
}

/** Whether a code has the form of those that an app makes; else it may be one for recovery. Pure. */
export function isTotpForm(code: string): boolean {
  return TOTP_CODE.test(code);
}

/** The number of the half minute (since 1970) that a code belongs to; null: it is of none around `now`. Pure. */
export function counterOfCode(secret: string, code: string, now: Date): number | null {
  const totp = new TOTP({ ...TOTP_FORM, secret: Secret.fromBase32(secret) });
  const timestamp = now.getTime();
  const delta = totp.validate({ token: code, timestamp, window: WINDOW });
  return delta === null ? null : totp.counter({ timestamp }) + delta;
}

/** New codes for recovery, as `ABCD-EFGH-IJKL-MNOP`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    const { base32 } = new Secret({ buffer: new Uint8Array(randomBytes(RECOVERY_BYTES)).buffer });
    return base32.match(/.{4}/g)?.join('-') ?? base32;
  });
}

/** What is kept of a code for recovery; how it is spaced and cased does not matter. Pure. */
export function recoveryDigest(code: string): string {
  const plain = code.replace(/[\s-]/g, '').toUpperCase();
  return createHash('sha256').update(plain).digest('hex');
}
