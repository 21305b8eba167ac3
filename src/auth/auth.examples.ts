/** Examples of the routes for signing in, for the OpenAPI document. */
export const USER = { id: 1, username: 'demo', role: 'customer' };
export const SIGN_IN = { user: USER, token: 'eyJhbGciOiJIUzI1NiJ9.…', expiresIn: 86_400 };

export const INVALID = {
  status: 400,
  description: 'A member is missing, wrong or unknown',
  example: {
    type: 'urn:problem:alipay-checkout:invalid-request',
    title: 'Bad Request',
    status: 400,
    detail: 'The request has values that are missing, wrong or unknown.',
    errors: [{ path: 'password', message: 'password must be 8 to 128 characters' }],
  },
};

export const SIGN_IN_REQUIRED = {
  status: 401,
  description: 'No token, or one that is not valid here (`invalid-token`)',
  example: {
    type: 'urn:problem:alipay-checkout:sign-in-required',
    title: 'Unauthorized',
    status: 401,
    detail: 'Sign in and send the token as "Authorization: Bearer …".',
  },
};

export const WRONG_CREDENTIALS = {
  status: 401,
  description: 'Wrong name or password',
  example: {
    type: 'urn:problem:alipay-checkout:wrong-credentials',
    title: 'Unauthorized',
    status: 401,
    detail: 'The name or the password is wrong.',
  },
};

export const USERNAME_TAKEN = {
  status: 409,
  description: 'The name is taken, or could be mistaken for a taken one',
  example: {
    type: 'urn:problem:alipay-checkout:username-taken',
    title: 'Conflict',
    status: 409,
    detail: 'The user name is taken.',
  },
};

export const KEY_REUSED = {
  status: 422,
  description: 'The key came with another password before',
  example: {
    type: 'urn:problem:alipay-checkout:idempotency-key-reused',
    title: 'Unprocessable Entity',
    status: 422,
    detail: 'This Idempotency-Key was used with another request.',
  },
};

export const TOO_MANY_ATTEMPTS = {
  status: 429,
  description: 'Too many attempts with this name or from this address; see Retry-After',
  example: {
    type: 'urn:problem:alipay-checkout:too-many-attempts',
    title: 'Too Many Requests',
    status: 429,
    detail: 'Too many attempts to sign in. Try again later.',
  },
};
