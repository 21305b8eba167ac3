/** Why a bill cannot be used. Each is something a person can look at; docs/reconciliation.md says what to do. */
export type BrokenWhy =
  | 'not-a-zip'
  | 'truncated'
  | 'too-big'
  | 'bad-name'
  | 'no-detail'
  | 'not-a-bill'
  | 'other-account'
  | 'other-day'
  | 'missing-column'
  | 'unreadable-line'
  | 'sums-differ';

/** A bill of which nothing may be matched. `detail` names places, never what a shop or a buyer wrote. */
export class BrokenBill extends Error {
  constructor(
    readonly why: BrokenWhy,
    readonly detail: string,
  ) {
    super(`${why}: ${detail}`);
    this.name = 'BrokenBill';
  }
}
