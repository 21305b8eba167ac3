import { refusal } from '../http/refusal.js';

/** What `AuthGuard` refuses, for the OpenAPI document. */
export const SIGN_IN_REQUIRED = refusal({
  slug: 'sign-in-required',
  description: 'No token, or one that is not valid here (`invalid-token`)',
});
