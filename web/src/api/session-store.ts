import { queries } from './queries.js';
import type { Schemas } from './schemas.js';

export type Session = Schemas['ConsoleSession'];

export const SESSION_KEY = ['session'] as const;

/** What each write has to carry; null: nobody is signed in. */
export function csrfToken(): string | null {
  return queries.getQueryData<Session | null>(SESSION_KEY)?.csrfToken ?? null;
}

/** Lets somebody in, who sees nothing of what was seen before. */
export function beginSession(session: Session): void {
  forgetAnswers();
  queries.setQueryData<Session | null>(SESSION_KEY, session);
}

/** Nobody is signed in any more; the address stays. */
export function endSession(): void {
  queries.setQueryData<Session | null>(SESSION_KEY, null);
  forgetAnswers();
}

function forgetAnswers(): void {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] });
}
