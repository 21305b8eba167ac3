import createFetchClient, { type Client } from 'openapi-fetch';
import { type RetryOptions, retryingFetch } from './retrying-fetch.js';
import type { paths } from './schema.js';

/** Where the server is, who asks it, and how often. */
export interface ClientOptions extends RetryOptions {
  readonly baseUrl: string;
  /** A token, or what gives one; absent: nobody is signed in. */
  readonly token?: string | (() => string | Promise<string>);
  /** The language of titles and details: `en` or `zh`. */
  readonly language?: string;
}

export type CheckoutClient = Client<paths>;

/** A client whose paths, parameters, bodies and answers are those of the OpenAPI document. */
export function createClient(options: ClientOptions): CheckoutClient {
  const { baseUrl, token, language } = options;
  const client = createFetchClient<paths>({
    baseUrl: baseUrl.replace(/\/+$/, ''),
    fetch: retryingFetch(options),
    ...(language === undefined ? {} : { headers: { 'accept-language': language } }),
  });
  if (token === undefined) return client;
  client.use({
    onRequest: async ({ request }) => {
      const shown = typeof token === 'string' ? token : await token();
      request.headers.set('authorization', `Bearer ${shown}`);
      return request;
    },
  });
  return client;
}
