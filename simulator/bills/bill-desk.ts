import { newToken } from '../ids.js';
import { type BillFaults, changedFaults, noBillFaults } from './bill-faults.js';

/** An address is good for half a minute, and for one GET. */
const ADDRESS_MS = 30_000;

/** Bills that were asked for, and what is wrong with them on purpose. */
export class BillDesk {
  faults: BillFaults = noBillFaults;
  private readonly waiting = new Map<string, { readonly zip: Buffer; readonly until: number }>();

  /** Changes the faults that `patch` names, `{"reset": true}` all; answers what is wrong with it. */
  change(patch: Readonly<Record<string, unknown>>): string | null {
    const { reset, ...rest } = patch;
    const changed = changedFaults(reset === true ? noBillFaults : this.faults, rest);
    if (typeof changed === 'string') return changed;
    this.faults = changed;
    return null;
  }

  /** Lays a file out and answers the end of its address. */
  lay(zip: Buffer, now: number): string {
    const token = newToken();
    for (const [known, { until }] of this.waiting) if (until <= now) this.waiting.delete(known);
    this.waiting.set(token, { zip, until: now + ADDRESS_MS });
    return token;
  }

  /** Hands a file out, once; null when the address is over, or was used. */
  take(token: string, now: number): Buffer | null {
    const laid = this.waiting.get(token);
    this.waiting.delete(token);
    return laid !== undefined && now < laid.until ? laid.zip : null;
  }
}
