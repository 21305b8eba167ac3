import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuthConfig } from '../../../config/auth.config.js';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts the secrets of second factors, each for one user: in another user's row it cannot be opened. */
@Injectable()
export class SealedSecrets {
  private readonly key: Buffer;

  constructor({ secondFactorSecret }: AuthConfig) {
    this.key = keyOf(secondFactorSecret);
  }

  /** A secret as the database keeps it. */
  seal(secret: string, publicId: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.key, iv).setAAD(Buffer.from(publicId));
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
  }

  /** The secret; null when it was sealed with another key, for another user, or changed. */
  open(text: string, publicId: string): string | null {
    const bytes = Buffer.from(text, 'base64');
    const iv = bytes.subarray(0, IV_BYTES);
    const tag = bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
    try {
      const cipher = createDecipheriv(CIPHER, this.key, iv, { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(publicId))
        .setAuthTag(tag);
      const sealed = bytes.subarray(IV_BYTES + TAG_BYTES);
      return Buffer.concat([cipher.update(sealed), cipher.final()]).toString('utf8');
    } catch {
      return null;
    }
  }
}

/** The setting is text of any length from 32 bytes on; the cipher takes 32. */
function keyOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
