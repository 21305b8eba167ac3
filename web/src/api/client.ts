import createClient, { type Middleware } from 'openapi-fetch';
import type { paths } from '../../../clients/typescript/src/schema.js';
import type { Plain } from './schemas.js';
import { csrfToken, endSession } from './session-store.js';
import { currentLanguage } from '../words/language.js';

export type { Schemas } from './schemas.js';

const SESSIONS = '/api/v1/auth/sessions';

/** Shows that a write is the console's own, and in which language the answer is to be. */
const asConsole: Middleware = {
  onRequest({ request }) {
    const token = csrfToken();
    if (token !== null) request.headers.set('x-csrf-token', token);
    request.headers.set('accept-language', currentLanguage());
    return request;
  },
  onResponse({ response, schemaPath }) {
    // A sign-in that is refused, and the question who is signed in, end nothing.
    if (response.status === 401 && !schemaPath.startsWith(SESSIONS)) endSession();
  },
};

/** The API: its paths, parameters and answers are those of the OpenAPI document. */
export const api = createClient<Plain<paths>>({ baseUrl: window.location.origin });
api.use(asConsole);
