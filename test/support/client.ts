/** An HTTP answer with its body read: JSON when it says so, text otherwise. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // Tests read answers as a client would: without types.
  // eslint-disable-next-line typescript/no-explicit-any
  readonly body: any;
}

/** What a test sends beside the method and the path. */
export interface Sending {
  readonly body?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  /** Sent without a content type. */
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A client of a listening server, signed in or not. */
export class Client {
  constructor(
    private readonly baseUrl: string,
    readonly token: string | null = null,
    private readonly extra: Readonly<Record<string, string>> = {},
  ) {}

  /** The same client with more headers on each request. */
  with(headers: Readonly<Record<string, string>>): Client {
    return new Client(this.baseUrl, this.token, { ...this.extra, ...headers });
  }

  /** The same server as somebody with this token. */
  as(token: string | null): Client {
    return new Client(this.baseUrl, token, this.extra);
  }

  get(path: string, sending: Sending = {}): Promise<Answer> {
    return this.send('GET', path, sending);
  }

  post(
    path: string,
    body: unknown = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    return this.send('POST', path, { body, headers });
  }

  postForm(path: string, form: Readonly<Record<string, string>>): Promise<Answer> {
    return this.send('POST', path, { form });
  }

  async send(method: string, path: string, sending: Sending): Promise<Answer> {
    const answer = await fetch(new URL(path, this.baseUrl), {
      method,
      redirect: 'manual',
      headers: this.headers(sending),
      ...bodyOf(sending),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, body: parsed(answer, text) };
  }

  private headers(sending: Sending): Record<string, string> {
    return {
      ...(this.token === null ? {} : { authorization: `Bearer ${this.token}` }),
      ...(sending.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...this.extra,
      ...sending.headers,
    };
  }
}

function bodyOf(sending: Sending): { body?: string | URLSearchParams | Uint8Array<ArrayBuffer> } {
  if (sending.bytes !== undefined) return { body: new Uint8Array(sending.bytes) };
  if (sending.form !== undefined) return { body: new URLSearchParams({ ...sending.form }) };
  if (sending.body === undefined) return {};
  return { body: typeof sending.body === 'string' ? sending.body : JSON.stringify(sending.body) };
}

function parsed(answer: Response, text: string): unknown {
  const isJson = /json/.test(answer.headers.get('content-type') ?? '');
  return isJson && text !== '' ? JSON.parse(text) : text;
}
