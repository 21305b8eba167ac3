import createClient, { type Middleware } from 'openapi-fetch';
import type { components, paths } from '../../../clients/typescript/src/schema.js';
import { endSession, sessionToken } from './session.js';
import { currentLanguage } from '../words/language.js';

/** Lists as the client's own types know them: it takes a list that nobody may change for no list. */
type Plain<T> = T extends readonly (infer Item)[]
  ? Plain<Item>[]
  : T extends object
    ? { [Key in keyof T]: Plain<T[Key]> }
    : T;

export type Schemas = Plain<components['schemas']>;

/** Shows who asks, and in which language the answer is to be. An answer of 401 ends the session. */
const asSignedIn: Middleware = {
  onRequest({ request }) {
    const token = sessionToken();
    if (token !== null) request.headers.set('authorization', `Bearer ${token}`);
    request.headers.set('accept-language', currentLanguage());
    return request;
  },
  onResponse({ response, schemaPath }) {
    if (response.status === 401 && schemaPath !== '/api/v1/auth/login') endSession();
  },
};

/** The API: its paths, parameters and answers are those of the OpenAPI document. */
export const api = createClient<Plain<paths>>({ baseUrl: window.location.origin });
api.use(asSignedIn);
