/** How one request of many ended: each for itself, whatever became of its neighbours. */
export type Outcome<Result> =
  { readonly ok: true; readonly value: Result } | { readonly ok: false; readonly error: unknown };

/** The outcome of work that answers, or throws why it does not. */
export function outcomeOf<Result>(work: () => Result): Outcome<Result> {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    return { ok: false, error };
  }
}

/** What an outcome holds. Throws its error. */
export function valueOf<Result>(outcome: Outcome<Result>): Result {
  if (outcome.ok) return outcome.value;
  throw outcome.error;
}
