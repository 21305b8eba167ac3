/** A refusal of the server, in the language that was asked for. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly slug: string,
    title: string,
    readonly detail: string,
  ) {
    super(title);
    this.name = 'ProblemError';
  }
}

interface Answer<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** The data of an answer. Throws {@link ProblemError} for everything but a success. */
export async function dataOf<Data>(call: Promise<Answer<Data>>): Promise<Exclude<Data, undefined>> {
  const { data, error, response } = await call;
  if (response.ok) return data as Exclude<Data, undefined>;
  const { type = '', title = '', detail = '' } = fieldsOf(error);
  const slug = type.split(':').at(-1) ?? '';
  throw new ProblemError(response.status, slug, title || String(response.status), detail);
}

function fieldsOf(error: unknown): Partial<Record<'type' | 'title' | 'detail', string>> {
  return typeof error === 'object' && error !== null ? error : {};
}

/** What to tell of anything that was thrown. */
export function messageOf(error: unknown): string {
  if (error instanceof ProblemError) return error.detail || error.message;
  return error instanceof Error ? error.message : String(error);
}
