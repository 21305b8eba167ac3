import { createHash } from 'node:crypto';

/** By what an ended token is remembered: whoever reads the table of them gets no token. Pure. */
export function tokenDigest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
