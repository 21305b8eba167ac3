import { createHash } from 'node:crypto';

/** A key of its own for each purpose, out of the one secret that is set. Pure. */
export function derivedSecret(purpose: string, secret: string): string {
  return createHash('sha256').update(`${purpose}\n${secret}`).digest('hex');
}
