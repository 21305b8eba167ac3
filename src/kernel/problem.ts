/** What sort of trouble it is; the HTTP floor alone knows which status that means. */
export type ProblemKind =
  | 'bad-input'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'unprocessable'
  | 'too-many'
  | 'unavailable';

/** One wrong value of a request: where it stands (`items[0].count`) and what is wrong with it. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

/** What else a problem may carry: field errors, seconds until a retry makes sense, further members of the answer. */
export interface ProblemExtras {
  readonly errors?: readonly FieldError[];
  readonly retryAfterSeconds?: number;
  readonly members?: Readonly<Record<string, unknown>>;
}

/**
 * A refusal that a client may see: `slug` is stable and for programs, `detail` is for people and holds no secret.
 * Everything else that is thrown is our fault and is answered without its text.
 */
export class Problem extends Error {
  constructor(
    readonly kind: ProblemKind,
    readonly slug: string,
    readonly detail: string,
    readonly extras: ProblemExtras = {},
  ) {
    super(`${slug}: ${detail}`);
    this.name = 'Problem';
  }
}
