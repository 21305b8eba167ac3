const STORED = 'alipay-checkout-demo';

/** @typedef {{ user?: { id: string, username: string, role: string }, token?: string, cartToken?: string }} Session */

/** @returns {Session} */
function stored() {
  try {
    const value = JSON.parse(localStorage.getItem(STORED) ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** @type {Session | null} */
let current = null;

/** Who is signed in, and the guest's cart of this browser. */
export function session() {
  current ??= stored();
  return current;
}

/** @param {Session} next */
function keep(next) {
  current = next;
  try {
    localStorage.setItem(STORED, JSON.stringify(next));
  } catch {
    // A browser that stores nothing forgets the visitor with the page.
  }
  document.dispatchEvent(new Event('session'));
}

/** Signed in: the token goes with each request from now on. */
export function signedIn({ user, token }) {
  keep({ ...session(), user, token });
}

/** Signed out, by the person or because the token is not valid any more. */
export function signedOut() {
  keep({});
}

/** The cart that this visitor fills before signing in; null when it was taken over. */
export function guestCart(cartToken) {
  const { cartToken: _old, ...rest } = session();
  keep(cartToken === null ? rest : { ...rest, cartToken });
}

/** Whether an operator is signed in. */
export function isOperator() {
  return (session().user?.role ?? 'customer') !== 'customer';
}
