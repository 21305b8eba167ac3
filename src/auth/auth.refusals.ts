import { refusal } from '../http/refusal.js';

/** What `AuthGuard` refuses, for the OpenAPI document. */
export const SIGN_IN_REQUIRED = refusal({
  kind: 'unauthenticated',
  slug: 'sign-in-required',
  detail: 'Sign in and send the token as "Authorization: Bearer …".',
  description: 'No token, or one that is not valid here (`invalid-token`)',
});

/** What `OperatorGuard` refuses, for the OpenAPI document. */
export const OPERATOR_ONLY = refusal({
  kind: 'forbidden',
  slug: 'operator-only',
  detail: 'Only an operator may do this.',
  description: 'Signed in, but not as an operator',
});
