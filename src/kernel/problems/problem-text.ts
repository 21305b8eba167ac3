import type { Words } from '../words.js';

/** What sort of trouble it is; the HTTP floor alone knows which status that means. */
export type ProblemKind =
  | 'bad-input'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'wrong-method'
  | 'too-slow'
  | 'conflict'
  | 'body-too-large'
  | 'address-too-long'
  | 'unsupported-type'
  | 'unprocessable'
  | 'too-many'
  | 'headers-too-large'
  | 'fault'
  | 'unavailable';

/** The members of a problem that tells nothing but what it is. */
export type NoMembers = Readonly<Record<string, never>>;

/**
 * All that is said of one sort of refusal. `detail` makes its sentence of the members that the refusal carries for
 * programs, so that people and programs are told the same.
 */
export interface ProblemText<Members extends object = NoMembers> {
  readonly kind: ProblemKind;
  readonly title: Words;
  readonly detail: (members: Members) => Words;
  /** Seconds until a retry makes sense, where they are always the same. */
  readonly retryAfterSeconds?: number;
}

/** A refusal that says the same whatever its members are. */
export function fixed<Members extends object = NoMembers>(
  kind: ProblemKind,
  title: Words,
  detail: Words,
): ProblemText<Members> {
  return { kind, title, detail: () => detail };
}

/** A refusal that says what its members are. */
export function telling<Members extends object>(
  kind: ProblemKind,
  title: Words,
  detail: (members: Members) => Words,
): ProblemText<Members> {
  return { kind, title, detail };
}

/** Something that is away for a while. */
export function away<Members extends object = NoMembers>(
  retryAfterSeconds: number,
  title: Words,
  detail: Words,
): ProblemText<Members> {
  return { kind: 'unavailable', title, detail: () => detail, retryAfterSeconds };
}
