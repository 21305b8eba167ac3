import type { NoMembers, ProblemKind, ProblemText } from './problems/problem-text.js';
import { type MembersOf, PROBLEMS, type ProblemSlug } from './problems/problems.js';
import type { Words } from './words.js';

/** One wrong value of a request: where it stands (`items[0].count`) and what is wrong with it. */
export interface FieldError {
  readonly path: string;
  readonly message: Words;
}

/** What one refusal may carry beside the members of its slug. */
export interface ProblemExtras {
  readonly errors?: readonly FieldError[];
  /** Seconds until a retry makes sense, where the table does not say so. */
  readonly retryAfterSeconds?: number;
}

/** The members of a slug, which may be left out when none of them is needed. */
type Arguments<Slug extends ProblemSlug> =
  NoMembers extends MembersOf<Slug>
    ? [members?: MembersOf<Slug>, extras?: ProblemExtras]
    : [members: MembersOf<Slug>, extras?: ProblemExtras];

/**
 * A refusal that a client may see: its slug is stable and for programs, and so are its members; the table of problems
 * says the rest, for people. Everything else that is thrown is our fault and is answered without its text.
 */
export class Problem<Slug extends ProblemSlug = ProblemSlug> extends Error {
  readonly slug: ProblemSlug;
  readonly kind: ProblemKind;
  readonly title: Words;
  readonly detail: Words;
  readonly members: Readonly<Record<string, unknown>>;
  readonly errors: readonly FieldError[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(slug: Slug, ...[members = {}, extras = {}]: Arguments<Slug>) {
    const text = PROBLEMS[slug] as ProblemText<MembersOf<Slug>>;
    const detail = text.detail(members);
    super(`${slug}: ${detail.en}`);
    this.name = 'Problem';
    this.slug = slug;
    this.kind = text.kind;
    this.title = text.title;
    this.detail = detail;
    this.members = { ...members };
    this.errors = extras.errors;
    this.retryAfterSeconds = extras.retryAfterSeconds ?? text.retryAfterSeconds;
  }
}
