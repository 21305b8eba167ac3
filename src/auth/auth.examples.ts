import { invalidInput, refusal } from '../http/refusal.js';

/** Examples of the routes for signing in, for the OpenAPI document. */
export const USER = { id: '3f9c2a7e51d84b06a1c7e8f2d4b59063', username: 'demo', role: 'customer' };
export const SIGN_IN = { user: USER, token: 'eyJhbGciOiJIUzI1NiJ9.…', expiresIn: 86_400 };

export const INVALID = invalidInput('password', 'password must be 8 to 128 characters');

export const WRONG_CREDENTIALS = refusal({
  kind: 'unauthenticated',
  slug: 'wrong-credentials',
  detail: 'The name or the password is wrong.',
  description: 'Wrong name or password',
});

export const NO_DEMO_USERS = refusal({
  kind: 'forbidden',
  slug: 'demo-user-in-production',
  detail: 'The demo users do not exist in production.',
  description: 'A demo user with the published password, in production',
});

export const USERNAME_TAKEN = refusal({
  kind: 'conflict',
  slug: 'username-taken',
  detail: 'The user name is taken.',
  description: 'The name is taken, or could be mistaken for a taken one',
});

export const TOO_MANY_ATTEMPTS = refusal({
  kind: 'too-many',
  slug: 'too-many-attempts',
  detail: 'Too many attempts to sign in. Try again later.',
  description: 'Too many attempts with this name or from this address; see Retry-After',
});

export const WRONG_PASSWORD = refusal({
  kind: 'forbidden',
  slug: 'wrong-password',
  detail: 'The present password is another.',
  description: '`wrong-password`, or `demo-user-in-production`',
});
