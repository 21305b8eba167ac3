import { invalidInput, refusal } from '../http/refusal.js';

/** Examples of the routes for signing in, for the OpenAPI document. */
export const USER = { id: '3f9c2a7e51d84b06a1c7e8f2d4b59063', username: 'demo', role: 'customer' };
export const SIGN_IN = { user: USER, token: 'eyJhbGciOiJIUzI1NiJ9.…', expiresIn: 86_400 };

export const INVALID = invalidInput('password', 'password must be 8 to 128 characters');

export const WRONG_SIGN_IN = refusal({
  slug: 'wrong-credentials',
  description:
    'Wrong name or password; `code-required` or `wrong-code` for who has a second factor',
});

export const NO_DEMO_USERS = refusal({
  slug: 'demo-user-in-production',
  description: 'A demo user with the published password, in production',
});

export const USERNAME_TAKEN = refusal({
  slug: 'username-taken',
  description: 'The name is taken, or could be mistaken for a taken one',
});

export const TOO_MANY_ATTEMPTS = refusal({
  slug: 'too-many-attempts',
  description: 'Too many attempts with this name or from this address; see Retry-After',
});

export const SAME_PASSWORD = refusal({
  slug: 'same-password',
  description: 'The new password is the present one',
});

export const WRONG_PASSWORD = refusal({
  slug: 'wrong-password',
  description: '`wrong-password`, or `demo-user-in-production`',
});
